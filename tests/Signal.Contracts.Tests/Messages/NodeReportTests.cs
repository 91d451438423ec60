using System.Text.Json;
using Signal.Contracts.Messages;

namespace Signal.Contracts.Tests.Messages;

public sealed class NodeReportTests
{
    [Fact]
    public void A_report_of_an_older_node_is_whole()
    {
        const string Json = """
            {"nodeId":"n","epoch":1,"sequence":2,"sentAt":"2026-01-02T03:04:05Z","url":"https://n/signal","version":"1","state":"serving","load":0,"workers":[],"rooms":[]}
            """;

        var report = JsonSerializer.Deserialize<NodeReport>(Json, ContractsJson.Options)!;

        Assert.Equal((0, 0, null, null, null), (report.Part, report.Parts, report.RoomsAfter, report.RoomsUpTo, report.Ready));
    }

    [Fact]
    public void A_roster_in_parts_marks_its_start_and_end()
    {
        var parts = Enumerable.Range(0, 3).Select(part => new RoomRoster
        {
            Tenant = "acme", RoomId = "tea", NodeId = "n", Epoch = 1, Sequence = 10 + part, At = default, Part = part, Parts = 3, Peers = [],
        });

        Assert.All(parts, part => Assert.Equal(10, part.FirstSequence));
        Assert.Equal([false, false, true], parts.Select(part => part.IsLastPart));
    }
}
