using Signal.Contracts.Messages;
using Signal.Functions.Nodes;

namespace Signal.Functions.Tests.Nodes;

public sealed class NodeEntityTests
{
    private static readonly TimeSpan MaxGap = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset At = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_node_that_was_not_connected_when_its_drain_was_requested_has_time_to_answer_when_it_is()
    {
        var node = new NodeEntity { PartitionKey = NodeEntity.Partition, RowKey = "node" };
        Report(node, 1, At);
        (node.DrainAsked, node.DrainAskedAt) = (At.AddHours(1), At.AddSeconds(1));

        Report(node, 2, At.AddMinutes(10));
        Assert.NotNull(node.DrainAsked);

        for (var second = 1; second < 120; second++)
        {
            Report(node, 2 + second, At.AddMinutes(10).AddSeconds(second));
            Assert.NotNull(node.DrainAsked);
        }

        Report(node, 1000, At.AddMinutes(12));
        Assert.Null(node.DrainAsked);
    }

    [Fact]
    public void Only_a_report_that_was_sent_after_the_death_of_the_node_is_a_return()
    {
        var node = new NodeEntity { PartitionKey = NodeEntity.Partition, RowKey = "node" };
        Report(node, 1, At);
        (node.Cleared, node.ClearedAt) = (true, At.AddSeconds(30));

        Report(node, 2, At.AddSeconds(29));
        Assert.True(node.Cleared);

        Report(node, 3, At.AddSeconds(31));
        Assert.False(node.Cleared);
    }

    private static void Report(NodeEntity node, long sequence, DateTimeOffset at) => node.Fold(
        new NodeReport
        {
            NodeId = "node", Epoch = 1, Sequence = sequence, SentAt = at, Url = "https://node.example/signal", Version = "1",
            State = NodeState.Serving, Load = 0, Workers = [], Rooms = [],
        },
        at,
        at,
        MaxGap);
}
