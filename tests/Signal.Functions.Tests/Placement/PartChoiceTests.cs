using Signal.Functions.Placement;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tests.Placement;

public sealed class PartChoiceTests
{
    private static readonly SpreadSettings BySize = new(RoomSpread.Size, Size: 10, MaxNodes: 3);
    private static readonly SpreadSettings ByRegion = new(RoomSpread.Region, Size: 10, MaxNodes: 3);

    private static readonly PlacementCandidate[] Others =
    [
        new("c", 1, "http://c", "us", 0.1, 0),
        new("d", 1, "http://d", "asia", 0.2, 0),
    ];

    [Fact]
    public void A_room_that_does_not_spread_stays_on_its_home()
    {
        Assert.Equal(new("a", "one-node"), Decide(BySize with { Mode = RoomSpread.Off }, null, Part("a", 900)));
        Assert.Equal(new("a", "one-node"), Decide(BySize with { MaxNodes = 1 }, null, Part("a", 900)));
    }

    [Fact]
    public void By_size_a_room_stays_together_while_it_fits()
    {
        Assert.Equal(new("a", "fits"), Decide(BySize, "us", Part("a", 9)));
        Assert.Equal(new("b", "fits"), Decide(BySize, null, Part("a", 10), Part("b", 2)));
    }

    [Fact]
    public void By_size_the_fullest_node_with_room_is_filled_first_and_the_home_among_equals()
    {
        Assert.Equal(new("b", "fits"), Decide(BySize, null, Part("a", 3), Part("b", 7)));
        Assert.Equal(new("a", "fits"), Decide(BySize, null, Part("a", 3), Part("b", 3)));
    }

    [Fact]
    public void By_size_a_node_of_the_users_region_comes_first_among_those_with_room()
    {
        Assert.Equal(new("b", "fits"), Decide(BySize, "US", Part("a", 7, "eu"), Part("b", 1, "us")));
        Assert.Equal(new("a", "fits"), Decide(BySize, "us", Part("a", 7, "eu"), Part("b", 10, "us")));
    }

    [Fact]
    public void By_size_a_full_room_gets_the_best_node_of_the_users_region_if_there_is_one()
    {
        Assert.Equal(new("c", "added", Adds: true), Decide(BySize, null, Part("a", 10)));
        Assert.Equal(new("d", "added", Adds: true), Decide(BySize, "asia", Part("a", 10)));
        Assert.Equal(new("c", "added", Adds: true), Decide(BySize, "mars", Part("a", 10)));
        Assert.Equal(new("d", "added", Adds: true), PartChoice.Decide(BySize, "us", [Part("a", 10)], 1, [Others[0] with { Load = 1 }, Others[1]]));
    }

    [Fact]
    public void A_busy_node_has_no_room() => Assert.Equal(new("c", "added", Adds: true), Decide(BySize, null, Part("a", 0) with { Load = 1 }));

    [Fact]
    public void By_size_the_node_with_the_fewest_participants_takes_those_for_whom_no_node_can_be_added()
    {
        Assert.Equal(new("b", "no-candidate"), PartChoice.Decide(BySize, null, [Part("a", 12), Part("b", 11)], 2, []));
        Assert.Equal(new("b", "max-nodes"), Decide(BySize with { MaxNodes = 2 }, null, Part("a", 12), Part("b", 11)));
        Assert.Equal(new("a", "max-nodes"), PartChoice.Decide(BySize, null, [Part("a", 12)], 3, Others));
        Assert.Equal(new("a", "no-candidate"), PartChoice.Decide(BySize, null, [Part("a", 12), Part("b", 11) with { Load = 1 }], 2, []));
    }

    [Fact]
    public void By_region_each_region_gets_one_node()
    {
        Assert.Equal(new("a", "region"), Decide(ByRegion, "EU", Part("a", 900, "eu")));
        Assert.Equal(new("c", "added", Adds: true), Decide(ByRegion, "us", Part("a", 1, "eu")));
        Assert.Equal(new("b", "region"), Decide(ByRegion, "us", Part("a", 1, "eu"), Part("b", 900, "us")));
    }

    [Fact]
    public void By_region_users_without_a_node_near_them_go_to_the_home()
    {
        Assert.Equal(new("a", "no-region"), Decide(ByRegion, null, Part("a", 1, "eu"), Part("b", 0, "us")));
        Assert.Equal(new("a", "no-candidate"), Decide(ByRegion, "mars", Part("a", 1, "eu"), Part("b", 0, "us")));
        Assert.Equal(new("a", "max-nodes"), Decide(ByRegion with { MaxNodes = 2 }, "asia", Part("a", 1, "eu"), Part("b", 0, "us")));
    }

    private static PartState Part(string nodeId, int participants, string? region = null) => new(nodeId, region, Load: 0.5, participants);

    private static PartDecision Decide(SpreadSettings settings, string? region, params PartState[] parts) =>
        PartChoice.Decide(settings, region, parts, parts.Length, Others);
}
