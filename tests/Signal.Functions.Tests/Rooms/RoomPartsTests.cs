using Signal.Functions.Rooms;

namespace Signal.Functions.Tests.Rooms;

/// <summary>Which nodes a room spans, from the first token for a node to the last moment in which it may hold the room.</summary>
public sealed class RoomPartsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_node_belongs_to_the_room_until_its_last_token_expires()
    {
        var part = Assert.Single(None.Expect("a", 1, In(60), Now));
        Assert.Equal(new RoomPart("a", 1, Open: false, In(60)), part);

        Assert.True(part.IsCurrent(In(59)));
        Assert.False(part.IsCurrent(In(60)));
        Assert.False(part.MayBeOpen(In(60)));
    }

    [Fact]
    public void The_token_that_expires_last_counts()
    {
        Assert.Equal(In(60), Assert.Single(None.Expect("a", 1, In(60), Now).Expect("a", 1, In(30), Now)).ExpectedUntil);
        Assert.Equal(In(90), Assert.Single(None.Expect("a", 1, In(60), Now).Expect("a", 1, In(90), Now)).ExpectedUntil);
    }

    [Fact]
    public void A_node_with_participants_belongs_to_the_room()
    {
        var open = None.Expect("a", 1, In(60), Now).Open("a", 1, In(10));
        Assert.Equal(new RoomPart("a", 1, Open: true, In(60)), Assert.Single(open));
        Assert.True(open[0].IsCurrent(In(3600)));

        Assert.True(Assert.Single(open.Expect("a", 1, In(120), In(60))).Open);
        Assert.False(Assert.Single(open.Close("a", In(20))).Open);
        Assert.Empty(open.Close("a", In(60)));
        Assert.True(Assert.Single(open.Close("b", In(60))).Open);
    }

    [Fact]
    public void A_participant_whose_token_is_unknown_opens_the_part_too() =>
        Assert.Equal(new RoomPart("a", 1, Open: true, Now), Assert.Single(None.Open("a", 1, Now)));

    [Fact]
    public void Another_process_of_a_node_replaces_the_former_one()
    {
        var open = None.Open("a", 1, Now);

        Assert.Equal(new RoomPart("a", 2, Open: false, In(60)), Assert.Single(open.Expect("a", 2, In(60), Now)));
        Assert.Equal(new RoomPart("a", 2, Open: true, In(5)), Assert.Single(open.Open("a", 2, In(5))));
    }

    [Fact]
    public void Nodes_that_cannot_hold_the_room_any_more_are_removed_with_the_next_change()
    {
        var parts = None.Expect("a", 1, In(10), Now).Open("b", 1, Now);

        Assert.Equal(["a", "b", "c"], Ids(parts.Expect("c", 1, In(60), In(9))));
        Assert.Equal(["b", "c"], Ids(parts.Expect("c", 1, In(60), In(10))));
        Assert.Equal(["b", "c"], Ids(parts.Open("c", 1, In(10))));
        Assert.Equal(["b"], Ids(parts.Leave(In(60), In(10))));
    }

    [Fact]
    public void A_node_of_a_former_home_leaves_with_a_margin_and_does_not_belong_to_the_room()
    {
        var left = None.Open("a", 1, Now).Leave(In(30), Now);
        var part = Assert.Single(left);
        Assert.Equal((true, In(30)), (part.Open, part.LeavingUntil));
        Assert.False(part.IsCurrent(Now));
        Assert.True(part.MayBeOpen(In(34)));
        Assert.False(part.MayBeOpen(In(35)));

        Assert.Equal(In(30), Assert.Single(left.Leave(In(60), In(1))).LeavingUntil);
        Assert.Equal(new RoomPart("a", 1, Open: false, In(20)), Assert.Single(left.Expect("a", 1, In(20), In(1))));
    }

    private static IReadOnlyList<RoomPart> None => [];

    private static DateTimeOffset In(int seconds) => Now.AddSeconds(seconds);

    private static IEnumerable<string> Ids(IEnumerable<RoomPart> parts) => parts.Select(part => part.NodeId).Order();
}
