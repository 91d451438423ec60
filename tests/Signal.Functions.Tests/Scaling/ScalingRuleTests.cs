using Signal.Contracts.Messages;
using Signal.Functions.Nodes;
using Signal.Functions.Scaling;

namespace Signal.Functions.Tests.Scaling;

public sealed class ScalingRuleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    private static readonly ScalingOptions Options = new() { Floor = 2, Ceiling = 6, OutLoad = 0.6, InLoad = 0.4 };

    [Fact]
    public void Nodes_are_added_until_the_load_fits() => Assert.Equal(Add(4), Decide(View(Node("a", 0.9), Node("b", 1.0))));

    [Fact]
    public void Nodes_that_are_exactly_as_full_as_they_may_be_are_enough() => Assert.Equal(Nothing, Decide(View(Node("a", 0.9), Node("b", 0.9), New("c"))));

    [Fact]
    public void There_are_never_more_than_the_ceiling() =>
        Assert.Equal(Add(6), Decide(View(Node("a", 1), Node("b", 1), Node("c", 1), Node("d", 1), Node("e", 1))));

    [Fact]
    public void There_are_never_fewer_than_the_floor() => Assert.Equal(Add(2), Decide(View()));

    [Fact]
    public void Machines_on_their_way_count_as_empty() =>
        Assert.Equal(Nothing, Decide(View(Node("a", 0.9), Node("b", 0.9), New("c")) with { Capacity = 4 }));

    [Fact]
    public void After_a_change_nothing_is_added_for_a_while()
    {
        var crowded = View(Node("a", 0.9), Node("b", 0.9));

        Assert.Equal(Nothing, Decide(crowded with { State = ChangedBefore(Options.OutPause - TimeSpan.FromSeconds(1)) }));
        Assert.Equal(Add(3), Decide(crowded with { State = ChangedBefore(Options.OutPause) }));
    }

    [Fact]
    public void The_emptiest_node_goes() =>
        Assert.Equal(Drain("b"), Decide(View(Node("a", 0.1, peers: 3), Node("b", 0.3, peers: 1), Node("c", 0.2, peers: 2))));

    [Fact]
    public void None_goes_below_the_floor() => Assert.Equal(Nothing, Decide(View(Node("a", 0), Node("b", 0))));

    [Fact]
    public void None_goes_when_the_others_would_be_full() => Assert.Equal(Nothing, Decide(View(Node("a", 0.3), Node("b", 0.3), Node("c", 0.3))));

    [Fact]
    public void None_goes_while_another_is_on_its_way() => Assert.Equal(Nothing, Decide(View(Node("a", 0), Node("b", 0), Node("c", 0), New("d"))));

    [Fact]
    public void After_a_change_none_goes_for_a_while()
    {
        var calm = View(Node("a", 0), Node("b", 0), Node("c", 0));

        Assert.Equal(Nothing, Decide(calm with { State = ChangedBefore(Options.InPause - TimeSpan.FromSeconds(1)) }));
        Assert.Equal(Drain("a"), Decide(calm with { State = ChangedBefore(Options.InPause) }));
    }

    [Fact]
    public void A_pass_does_not_remove_what_the_last_one_added()
    {
        for (var load = 0.0; load <= 1; load += 0.01)
        {
            for (var count = 2; count <= 5; count++)
            {
                var before = View([.. Enumerable.Range(0, count).Select(i => Node($"n{i}", load))]);
                if (Decide(before) is ScalingStep.AddNodes add)
                {
                    var shared = load * count / add.Capacity;
                    Assert.Equal(Nothing, Decide(View([.. Enumerable.Range(0, add.Capacity).Select(i => Node($"n{i}", Math.Min(shared, Options.OutLoad)))])));
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_known_when_all_are_silent() =>
        Assert.Equal(Nothing, Decide(View(Silent("a", TimeSpan.FromHours(1)), Silent("b", TimeSpan.FromHours(1)), Silent("c", TimeSpan.FromHours(1)))));

    [Fact]
    public void A_machine_whose_node_is_lost_is_replaced()
    {
        Assert.Equal(Drain("c"), Decide(View(Node("a", 0.5), Node("b", 0.5), Silent("c", Options.StartTime + TimeSpan.FromSeconds(1)))));
        var view = View(Node("a", 0.5), Node("b", 0.5), Silent("c", TimeSpan.FromHours(1)));
        Assert.Equal(new ScalingStep.Delete("c"), Decide(view with { State = Leaving("c", TimeSpan.Zero) }));
    }

    [Theory]
    [InlineData(0, 0, 60, false)]
    [InlineData(0, 0, 180, true)]
    [InlineData(1, 3, 180, false)]
    [InlineData(1, 3, 3779, false)]
    [InlineData(1, 3, 3780, true)]
    public void A_node_is_deleted_when_its_last_call_has_ended_or_its_time_limit_is_reached(int rooms, int peers, int seconds, bool goes) =>
        Assert.Equal(
            goes ? (ScalingStep)new ScalingStep.Delete("c") : Drain("c"),
            Decide(View(Node("a", 0.1), Node("b", 0.1), Node("c", 0, peers, rooms, NodeState.Draining)) with
            {
                State = Leaving("c", TimeSpan.FromSeconds(seconds)),
            }));

    [Fact]
    public void A_node_is_not_deleted_before_it_drains() =>
        Assert.Equal(Drain("c"), Decide(View(Node("a", 0.1), Node("b", 0.1), Node("c", 0)) with { State = Leaving("c", TimeSpan.FromMinutes(30)) }));

    [Fact]
    public void A_node_stays_when_the_others_become_full() =>
        Assert.Equal(
            new ScalingStep.Keep("c"),
            Decide(View(Node("a", 0.7), Node("b", 0.7), Node("c", 0, state: NodeState.Draining)) with { State = Leaving("c", TimeSpan.FromMinutes(1)) }));

    [Fact]
    public void A_node_whose_reports_are_late_keeps_its_calls_until_it_is_dead()
    {
        var late = View(Node("a", 0.1), Node("b", 0.1), Silent("c", TimeSpan.FromMinutes(1))) with { State = Leaving("c", TimeSpan.FromMinutes(2)) };
        Assert.Equal(Drain("c"), Decide(late));

        late.Nodes[2].Node!.Cleared = true;
        Assert.Equal(new ScalingStep.Delete("c"), Decide(late));
    }

    [Fact]
    public void No_node_is_deleted_while_all_are_silent() =>
        Assert.Equal(
            new ScalingStep.Keep("c"),
            Decide(View(Silent("a", TimeSpan.FromMinutes(30)), Silent("c", TimeSpan.FromMinutes(30))) with { State = Leaving("c", TimeSpan.FromMinutes(40)) }));

    [Fact]
    public void A_node_in_quarantine_is_no_capacity() => Assert.Equal(Add(3), Decide(View(Node("a", 0.9), Faulty("b", 0))));

    [Fact]
    public void A_node_in_quarantine_goes_first() =>
        Assert.Equal(Drain("d"), Decide(View(Node("a", 0.1), Node("b", 0.1), Node("c", 0.1), Faulty("d", 0.1, peers: 9))));

    [Fact]
    public void When_all_are_in_quarantine_they_count() => Assert.Equal(Nothing, Decide(View(Faulty("a", 0.3), Faulty("b", 0.3))));

    [Fact]
    public void A_requested_deletion_is_not_undone()
    {
        var view = View(Node("a", 0.9), Node("b", 0.9), Node("c", 0, state: NodeState.Draining));
        var state = Leaving("c", TimeSpan.FromMinutes(5));
        state.Deleted = true;

        Assert.Equal(new ScalingStep.Delete("c"), Decide(view with { State = state }));
        MachineNode[] nodes = [.. view.Nodes.Select(n => n with { Machine = n.Machine with { Deleting = n.Machine.Name == "c" } })];
        Assert.Equal(Nothing, Decide(view with { State = state, Nodes = nodes }));
        Assert.Equal(new ScalingStep.Finish(), Decide(view with { State = state, Nodes = [.. view.Nodes.Take(2)] }));
    }

    private static ScalingStep Nothing => new ScalingStep.Nothing();

    private static ScalingStep.AddNodes Add(int capacity) => new ScalingStep.AddNodes(capacity);

    private static ScalingStep.Drain Drain(string node) => new ScalingStep.Drain(node);

    private static ScalingStep Decide(ScalingView view) => ScalingRule.Decide(view, Options);

    private static ScalingView View(params MachineNode[] nodes) => new(nodes.Length, nodes, new ScalingEntity(), Now);

    private static ScalingEntity ChangedBefore(TimeSpan time) => new() { ChangedAt = Now - time };

    private static ScalingEntity Leaving(string node, TimeSpan since) => new() { Leaving = node, LeavingSince = Now - since };

    private static MachineNode Node(string name, double load, int peers = 0, int rooms = 0, NodeState state = NodeState.Serving) => new(
        new Machine(name, Deleting: false, Now.AddDays(-1)),
        new NodeEntity { RowKey = name, Load = load, Peers = peers, Rooms = rooms, NodeState = state, ReportedAt = Now },
        Alive: true);

    private static MachineNode Faulty(string name, double load, int peers = 0)
    {
        var node = Node(name, load, peers);
        node.Node!.Quarantine = new Quarantine(QuarantineReasons.DiskFull, Now, Now);
        return node;
    }

    private static MachineNode New(string name) => new(new Machine(name, Deleting: false, Now.AddMinutes(-1)), null, Alive: false);

    private static MachineNode Silent(string name, TimeSpan since) => new(
        new Machine(name, Deleting: false, Now.AddDays(-1)),
        new NodeEntity { RowKey = name, NodeState = NodeState.Serving, ReportedAt = Now - since },
        Alive: false);
}
