using Signal.Contracts.Messages;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

/// <summary>Events lost on the bus are detected and repaired.</summary>
public sealed class RepairTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_gap_in_the_events_is_detected_by_the_next_event()
    {
        // No report is compared, so that no other mechanism can have detected it.
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:ReconcileEvery", "01:00:00"));
        await using var room = await OpenRoom.StartAsync(installation);
        await room.JoinAsync("u0");
        room.Node.LoseEvents(2);
        await room.JoinAsync("u3");

        Assert.Equal(room.Id, (await room.Node.NextAsync<ReportRoster>()).RoomId);

        await room.SendRosterAsync("u0", "u1", "u2", "u3");
        await Eventually.TrueAsync(async () => await room.UsersAsync() is ["u0", "u1", "u2", "u3"]);
    }

    [Fact]
    public async Task A_count_that_differs_at_the_same_number_is_repaired()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        await room.JoinAsync("u0");
        await Eventually.TrueAsync(async () => await room.UsersAsync() is ["u0"]);

        var asked = room.Node.NextAsync<ReportRoster>();
        await Eventually.TrueAsync(async () =>
        {
            await room.ReportAsync(peers: 4);
            return asked.IsCompleted;
        });
    }

    [Fact]
    public async Task Settings_older_than_those_in_the_tables_are_sent_again()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var room = await OpenRoom.StartAsync(installation);
        (await room.Service.PatchAsync($"/v1/rooms/{room.Id}", new { metadata = "second" })).ShouldBe(200);
        Assert.Equal(2, (await room.Node.NextAsync<UpdateRoom>()).Settings.Version);

        var again = room.Node.NextAsync<UpdateRoom>();
        await Eventually.TrueAsync(async () =>
        {
            await room.Node.ReportAsync(rooms: [room.Node.Room(room.Service.ServiceId, room.Id) with { SettingsVersion = 1 }]);
            return again.IsCompleted;
        });

        Assert.Equal((2, "second"), ((await again).Settings.Version, (await again).Settings.Metadata));
    }

    [Fact]
    public async Task A_busy_room_does_not_look_lost()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:ReconcileGrace", "00:00:00.3"));
        await using var room = await OpenRoom.StartAsync(installation);
        await room.JoinAsync("u0");
        await Eventually.TrueAsync(async () => await room.UsersAsync() is ["u0"]);

        // Each report is ahead of what is folded, as under load; each event is folded before the next report.
        for (var i = 1; i <= 15; i++)
        {
            await room.ReportAsync(peers: i + 1, ahead: 1);
            await room.JoinAsync($"u{i}");
            var count = i + 1;
            await Eventually.TrueAsync(async () => (await room.UsersAsync()).Count == count);
        }

        (await room.Service.DeleteAsync($"/v1/rooms/{room.Id}/participants/u0")).ShouldBe(202);
        Assert.IsNotType<ReportRoster>(await room.Node.NextAsync());
    }

    [Fact]
    public async Task A_report_in_parts_ends_no_room_of_another_part()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var first = await OpenRoom.StartAsync(installation);
        var others = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await first.OpenAnotherAsync());
        }

        var ids = others.Append(first.Id).Order(StringComparer.Ordinal).ToArray();
        for (var round = 0; round < 6; round++)
        {
            await first.ReportPartsAsync(ids);
        }

        // The last round omits the last room of the first part: only that one is requested.
        var asked = first.Node.NextAsync<ReportRoster>();
        await Eventually.TrueAsync(async () =>
        {
            await first.ReportPartsAsync(ids, leftOut: ids[1]);
            return asked.IsCompleted;
        });
        Assert.Equal(ids[1], (await asked).RoomId);
        Assert.Equal(3, (await installation.Superservice.GetAsync("/v1/nodes/" + first.Node.Id)).Json.GetProperty("rooms").GetInt32());
    }

    [Fact]
    public async Task Two_processes_are_not_one_node_and_the_younger_stays()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode().Listen();
        node.Epoch -= 60_000;
        await node.ReportUntilKnownAsync(installation.Superservice);
        var younger = node.Epoch + 30_000;
        await node.ReportAsync(change: report => report with { Epoch = younger });

        var told = node.NextAsync<Supersede>();
        await Eventually.TrueAsync(async () =>
        {
            await node.ReportAsync();
            return told.IsCompleted;
        });

        Assert.Equal(younger, (await told).Epoch);
    }
}
