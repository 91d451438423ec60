using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Signal.Contracts.Messages;
using Signal.Functions.Changes;
using Signal.Functions.Events;
using Signal.Functions.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Events;

public sealed class NodeReportFoldTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Reports_that_are_folded_at_the_same_time_publish_one_change()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var sink = new Gathering(count: 2);
        var fold = FoldInto(sink, installation);

        await Task.WhenAll(new[] { 100, 101 }.Select(sequence =>
            fold.FoldAsync(Report(node, sequence, NodeState.Draining), TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken)));

        Assert.Equal(2, sink.Heard.Count);
        Assert.Single(sink.Heard.Select(c => (c.Epoch, c.Sequence, c.Kind)).Distinct());
    }

    [Fact]
    public async Task A_node_that_was_declared_lost_and_returns_is_reported_as_serving_once()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var sink = new Gathering(count: 1);
        var fold = FoldInto(sink, installation);
        var entity = await installation.Get<NodeStore>().FindAsync(node.Id, TestContext.Current.CancellationToken);
        Assert.True(await installation.Get<DeadNodes>().TryClearAsync(entity!, TestContext.Current.CancellationToken));

        await fold.FoldAsync(Report(node, 100), entity!.ClearedAt!.Value, TestContext.Current.CancellationToken);
        Assert.Empty(sink.Heard);

        await fold.FoldAsync(Report(node, 101), entity.ClearedAt.Value.AddSeconds(1), TestContext.Current.CancellationToken);
        await fold.FoldAsync(Report(node, 102), entity.ClearedAt.Value.AddSeconds(2), TestContext.Current.CancellationToken);
        Assert.Equal((NodeChangeKind.Serving, 100), Assert.Single(sink.Heard.Select(change => (change.Kind, change.Sequence))));
    }

    [Fact]
    public async Task A_loss_that_was_not_published_is_published_before_the_return_and_keeps_its_number()
    {
        await using var installation = await Installation.StartAsync(azurite);
        await using var node = installation.CreateNode();
        await node.ReportUntilKnownAsync(installation.Superservice);
        var sink = new Gathering(count: 1);
        var fold = FoldInto(sink, installation);
        var lostAt = TimeProvider.System.GetUtcNow();
        await installation.Get<NodeStore>().ChangeAsync(
            node.Id, row => (row.Cleared, row.ClearedAt, row.LostSequence) = (true, lostAt, row.Sequence), TestContext.Current.CancellationToken);

        foreach (var (sequence, enqueuedAt) in new[] { (100, lostAt), (101, lostAt.AddSeconds(1)), (102, lostAt.AddSeconds(2)) })
        {
            await fold.FoldAsync(Report(node, sequence), enqueuedAt, TestContext.Current.CancellationToken);
        }

        var lost = new NodeChange(node.Id, node.Epoch, 1, NodeChangeKind.Lost, lostAt);
        Assert.Equal([lost, lost], sink.Heard.Take(2));
        Assert.Equal((NodeChangeKind.Serving, 100), Assert.Single(sink.Heard.Skip(2).Select(change => (change.Kind, change.Sequence))));
    }

    private static NodeReportFold FoldInto(IEventSink sink, Installation installation) => new(
        installation.Get<NodeStore>(), installation.Get<NodeReconciliation>(), installation.Get<SupersededNodes>(),
        [sink], installation.Get<IOptions<NodesOptions>>(),
        installation.Get<IOptions<QuarantineOptions>>(), TimeProvider.System, NullLogger<NodeReportFold>.Instance);

    private static NodeReport Report(FakeNode node, long sequence, NodeState state = NodeState.Serving) => new()
    {
        NodeId = node.Id, Epoch = node.Epoch, Sequence = sequence, SentAt = TimeProvider.System.GetUtcNow(), Url = node.Url, Version = "1.2.3",
        State = state, Load = 0, Workers = [], Rooms = [],
    };

    /// <summary>Blocks callers until all have arrived.</summary>
    private sealed class Gathering(int count) : IEventSink
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<NodeChange> Heard { get; } = [];

        public Task AcceptAsync(string tenant, string roomId, IReadOnlyList<RoomChange> changes, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task AcceptAsync(NodeChange change, CancellationToken cancellationToken)
        {
            Heard.Enqueue(change);
            if (Heard.Count == count)
            {
                _all.TrySetResult();
            }

            await _all.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
        }
    }
}
