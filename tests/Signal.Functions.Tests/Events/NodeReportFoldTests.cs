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
        var fold = new NodeReportFold(
            installation.Get<NodeStore>(), installation.Get<NodeReconciliation>(), installation.Get<SupersededNodes>(),
            [sink], installation.Get<IOptions<NodesOptions>>(),
            installation.Get<IOptions<QuarantineOptions>>(), TimeProvider.System, NullLogger<NodeReportFold>.Instance);

        await Task.WhenAll(new[] { 100, 101 }.Select(sequence =>
            fold.FoldAsync(Draining(node, sequence), TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken)));

        Assert.Equal(2, sink.Heard.Count);
        Assert.Single(sink.Heard.Select(c => (c.Epoch, c.Sequence, c.Kind)).Distinct());
    }

    private static NodeReport Draining(FakeNode node, long sequence) => new()
    {
        NodeId = node.Id, Epoch = node.Epoch, Sequence = sequence, SentAt = TimeProvider.System.GetUtcNow(), Url = node.Url, Version = "1.2.3",
        State = NodeState.Draining, Load = 0, Workers = [], Rooms = [],
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
