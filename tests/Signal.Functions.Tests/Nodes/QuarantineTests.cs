using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Events;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Nodes;

/// <summary>Faulty nodes get no new rooms while another node can accept them.</summary>
public sealed class QuarantineTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("disk-full")]
    [InlineData("memory-full")]
    [InlineData("clock-off")]
    [InlineData("ice-failures")]
    [InlineData("dtls-failures")]
    [InlineData("flapping")]
    public async Task A_faulty_node_gets_no_rooms_until_the_fault_has_been_absent_for_a_while(string reason)
    {
        await using var installation = await Installation.StartAsync(
            azurite, ("Nodes:Cache", "00:00:00"), ("Quarantine:EndAfter", "00:00:01"), ("Quarantine:MaxReturns", "1"), ("Quarantine:FlapWindow", "00:00:02"));
        await using var faulty = installation.CreateNode("faulty");
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);
        await faulty.ReportUntilKnownAsync(installation.Superservice);
        var service = await installation.CreateServiceAsync();
        Assert.Equal(faulty.Url, await PlaceAsync(service));

        await Eventually.TrueAsync(async () =>
        {
            await ReportFaultAsync(faulty, reason);
            return await QuarantineOfAsync(installation, faulty) == reason;
        });

        Assert.Equal(other.Url, await PlaceAsync(service));
        Assert.Equal(reason, await DryRunReasonAsync(installation, faulty));
        var shown = (await installation.Superservice.GetAsync("/v1/nodes/faulty")).ShouldBe(200).Json;
        Assert.True(shown.GetProperty("alive").GetBoolean());
        Assert.True(shown.TryGetProperty("quarantinedSince", out _));

        await Eventually.TrueAsync(async () =>
        {
            await faulty.ReportAsync();
            return await QuarantineOfAsync(installation, faulty) is null;
        });
        Assert.Equal(faulty.Url, await PlaceAsync(service));
    }

    [Fact]
    public async Task An_open_room_stays_on_a_faulty_node()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:Cache", "00:00:00"));
        await using var room = await OpenRoom.StartAsync(installation);
        await using var other = installation.CreateNode("other");
        await other.ReportUntilKnownAsync(installation.Superservice, load: 0.9);

        await room.Node.ReportAsync(change: report => report with { Disk = 1 });
        await Eventually.TrueAsync(async () => await QuarantineOfAsync(installation, room.Node) is not null);

        Assert.Equal(room.Node.Url, (await room.Service.PostAsync($"/v1/rooms/{room.Id}/tokens", new { userId = "v" })).ShouldBe(201).Text("url"));
    }

    [Fact]
    public async Task When_all_nodes_are_faulty_rooms_are_placed_all_the_same()
    {
        await using var installation = await Installation.StartAsync(azurite, ("Nodes:Cache", "00:00:00"));
        await using var one = installation.CreateNode("one");
        await using var two = installation.CreateNode("two");
        await using var draining = installation.CreateNode("draining");
        await draining.ReportUntilKnownAsync(installation.Superservice, state: NodeState.Draining);
        foreach (var node in new[] { one, two })
        {
            // As if the clocks of the control plane and of the bus were off.
            await Eventually.TrueAsync(async () =>
            {
                await ReportFaultAsync(node, QuarantineReasons.ClockOff);
                return await QuarantineOfAsync(installation, node) == QuarantineReasons.ClockOff;
            });
        }

        var service = await installation.CreateServiceAsync();
        Assert.Equal(2, (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PlaceAsync(service)))).Distinct().Count());
        Assert.Null(await DryRunReasonAsync(installation, one));
        Assert.Equal("draining", await DryRunReasonAsync(installation, draining));
    }

    [Fact]
    public async Task The_beginning_and_the_end_are_logged_once()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        var log = new LogLines();
        var fold = new NodeReportFold(
            installation.Get<NodeStore>(), installation.Get<NodeReconciliation>(), installation.Get<SupersededNodes>(),
            [], installation.Get<IOptions<NodesOptions>>(),
            Options.Create(new QuarantineOptions { EndAfter = TimeSpan.Zero }), TimeProvider.System, log);

        foreach (var disk in new[] { 0.5, 1, 1, 1, 0.5, 0.5 })
        {
            var now = TimeProvider.System.GetUtcNow();
            await fold.FoldAsync(node.NextReport() with { Disk = disk, SentAt = now }, now, TestContext.Current.CancellationToken);
        }

        Assert.Equal([$"Node {node.Id} is in quarantine: disk-full", $"Node {node.Id} left quarantine: disk-full is over"], log.Lines);
    }

    private static async Task ReportFaultAsync(FakeNode node, string reason)
    {
        node.Epoch += reason == QuarantineReasons.Flapping ? 1 : 0;
        await node.ReportAsync(change: report => reason switch
        {
            QuarantineReasons.DiskFull => report with { Disk = 0.99 },
            QuarantineReasons.MemoryFull => report with { Memory = 0.99 },
            QuarantineReasons.ClockOff => report with { SentAt = report.SentAt.AddHours(-2) },
            QuarantineReasons.IceFailures => report with { Connections = Connections(ice: 10, dtls: 1) },
            QuarantineReasons.DtlsFailures => report with { Connections = Connections(ice: 1, dtls: 10) },
            _ => report,
        });
    }

    private static ConnectionReport Connections(int ice, int dtls) => new() { Attempts = 50, IceFailures = ice, DtlsFailures = dtls };

    private static async Task<string> PlaceAsync(ServiceCaller service)
    {
        var roomId = await service.CreateRoomAsync();
        return (await service.PostAsync($"/v1/rooms/{roomId}/tokens", new { userId = "u" })).ShouldBe(201).Text("url");
    }

    private static async Task<string?> QuarantineOfAsync(Installation installation, FakeNode node) =>
        (await installation.Superservice.GetAsync("/v1/nodes/" + node.Id)).Json.TryGetProperty("quarantine", out var reason) ? reason.GetString() : null;

    private static async Task<string?> DryRunReasonAsync(Installation installation, FakeNode node)
    {
        var answer = (await installation.Superservice.PostAsync("/v1/placement/dry-run", new { })).ShouldBe(200);
        var candidate = answer.Json.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("nodeId").GetString() == node.Id);
        return candidate.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
    }

    private sealed class LogLines : ILogger<NodeReportFold>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
