using Microsoft.Extensions.Options;
using Signal.Functions.Placement;

namespace Signal.Functions.Tests.Placement;

public sealed class PolicyTests
{
    private static readonly PlacementCandidate[] Nodes =
    [
        new("a", 1, "http://a", "eu", 0.9, 1),
        new("b", 1, "http://b", "eu", 0.2, 9),
        new("c", 1, "http://c", "us", 0.1, 5),
        new("d", 1, "http://d", "asia", 0.5, 3),
    ];

    [Fact]
    public void First_fills_nodes_one_after_the_other()
    {
        Assert.Equal("a", Best(new FirstPolicy(), Nodes));
        Assert.Equal("b", Best(new FirstPolicy(), [Nodes[0] with { Load = 1 }, .. Nodes[1..]]));
    }

    [Fact]
    public void Least_rooms_counts_rooms_and_then_weighs_load()
    {
        Assert.Equal("a", Best(new LeastRoomsPolicy(), Nodes));
        Assert.Equal("c", Best(new LeastRoomsPolicy(), [.. Nodes.Select(n => n with { Rooms = 4 })]));
    }

    [Fact]
    public void Least_load_weighs_load_and_then_counts_rooms()
    {
        Assert.Equal("c", Best(new LeastLoadPolicy(), Nodes));
        Assert.Equal("a", Best(new LeastLoadPolicy(), [.. Nodes.Select(n => n with { Load = 0.4 })]));
    }

    [Fact]
    public void Two_choice_never_takes_the_worst_and_spreads_over_the_others()
    {
        var policy = new TwoChoicePolicy(new Random(7));
        var chosen = Enumerable.Range(0, 400).Select(_ => Best(policy, Nodes)).CountBy(n => n).ToDictionary();

        Assert.Equal(["b", "c", "d"], chosen.Keys.Order());
        Assert.True(chosen["c"] > chosen["d"]);
        Assert.Equal(["a", "b", "c", "d"], policy.Rank(PlacementRequest.None, Nodes).Select(n => n.NodeId).Order());
    }

    [Theory]
    [InlineData("first")]
    [InlineData("least-load")]
    [InlineData("least-rooms")]
    [InlineData("two-choice")]
    [InlineData("region")]
    [InlineData("nearest")]
    public void No_policy_prefers_a_full_node_to_another(string name)
    {
        IPlacementPolicy[] policies =
        [
            new FirstPolicy(), new LeastLoadPolicy(), new LeastRoomsPolicy(), new TwoChoicePolicy(new Random(7)), new RegionPolicy(),
            new NearestPolicy(Options.Create(new PlacementOptions())),
        ];
        var policy = policies.Single(p => p.Name == name);
        PlacementCandidate[] nodes =
        [
            new("a", 1, "http://a", "eu", 1, 1), new("b", 1, "http://b", "eu", 1.2, 2), new("c", 1, "http://c", "us", 0.9, 9), new("d", 1, "http://d", "eu", 1, 3),
        ];

        // Repeated, since one of them is random.
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal("c", Best(policy, nodes, new PlacementRequest("eu", PlacementRequest.None.Measured))));
    }

    [Fact]
    public void Region_prefers_its_own_nodes_until_they_are_full()
    {
        var policy = new RegionPolicy();
        Assert.Equal("b", Best(policy, Nodes, new PlacementRequest("EU", PlacementRequest.None.Measured)));
        Assert.Equal("c", Best(policy, Nodes, new PlacementRequest("mars", PlacementRequest.None.Measured)));
        var full = Nodes.Select(n => n.Region == "eu" ? n with { Load = 1 } : n).ToArray();
        Assert.Equal("c", Best(policy, full, new PlacementRequest("eu", PlacementRequest.None.Measured)));
    }

    [Fact]
    public void Nearest_offers_different_regions_and_heeds_measurements()
    {
        var policy = new NearestPolicy(Options.Create(new PlacementOptions()));

        Assert.Equal(["c", "b", "d"], policy.Rank(PlacementRequest.None, Nodes).Take(policy.Offers).Select(n => n.NodeId));
        Assert.Equal(["c", "b", "d", "a"], policy.Rank(PlacementRequest.None, [Nodes[0] with { Load = 0.3 }, .. Nodes[1..]]).Select(n => n.NodeId));
        Assert.Equal("d", Best(policy, Nodes, new PlacementRequest(null, new Dictionary<string, double> { ["d"] = 8, ["c"] = 90 })));
    }

    [Fact]
    public void Nearest_prefers_the_requested_region_and_offers_full_nodes_last()
    {
        var policy = new NearestPolicy(Options.Create(new PlacementOptions()));
        var fullAtTheTop = Nodes.Select(n => n.NodeId == "c" ? n with { Load = 1 } : n).ToArray();
        var measured = new Dictionary<string, double> { ["c"] = 8 };

        Assert.Equal("d", Best(policy, Nodes, new PlacementRequest("asia", PlacementRequest.None.Measured)));
        Assert.Equal(["b", "d", "a", "c"], policy.Rank(new PlacementRequest(null, measured), fullAtTheTop).Select(n => n.NodeId));
    }

    [Fact]
    public void Nearest_takes_each_node_without_a_region_for_a_region_of_its_own()
    {
        var policy = new NearestPolicy(Options.Create(new PlacementOptions()));
        var nodes = Nodes.Select(n => n.NodeId == "a" ? n : n with { Region = null }).ToArray();

        Assert.Equal(["c", "b", "d", "a"], policy.Rank(PlacementRequest.None, nodes).Select(n => n.NodeId));
    }

    private static string Best(IPlacementPolicy policy, PlacementCandidate[] nodes, PlacementRequest? request = null) =>
        policy.Rank(request ?? PlacementRequest.None, nodes).First().NodeId;
}
