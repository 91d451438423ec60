using Signal.Functions.Rooms;
using Signal.Placement.Bench;

namespace Signal.Functions.Tests.Placement;

/// <summary>The simulation of <c>tests/bench/placement</c>, small, with nodes of one worker, so that some become full.</summary>
public sealed class SimulationTests
{
    private static readonly SimulationSettings Small = new(Nodes: 20, Participants: 2000, Seed: 1) { Workers = 1 };
    private static readonly Workload Workload = Workload.Generate(Small);

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, PlacementCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_participant_joins_once_or_is_refused_and_leaves_nothing(int number)
    {
        var outcome = Run(number);

        Assert.Equal(Small.Participants, outcome.Tokens);
        Assert.Equal(outcome.Tokens, outcome.Joined + outcome.Refused);
        Assert.Equal(outcome.Joined, outcome.Left);
        Assert.Equal(0, outcome.Remaining);
        Assert.Equal(PlacementCase.All[number].Spread != RoomSpread.Off, outcome.Spanning > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_full_node_is_chosen_while_another_is_known_to_be_free(int number)
    {
        var outcome = Run(number);

        Assert.True(outcome.Choices >= Workload.Rooms);
        Assert.Equal(0, outcome.ChoicesOfFull);

        // Otherwise no node was full, and the test could not fail.
        Assert.True(outcome.Refused > 0);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_seed_determines_the_outcome(int number)
    {
        Assert.Equal(Run(number), Simulation.Run(Small, Workload.Generate(Small), PlacementCase.All[number]));
        var other = Small with { Seed = 2 };
        Assert.NotEqual(Run(number), Simulation.Run(other, Workload.Generate(other), PlacementCase.All[number]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nodes_without_limits_have_all_participants_at_any_time(int number)
    {
        var outcome = Simulation.Run(Small with { Workers = 50 }, Workload, PlacementCase.All[number]);

        Assert.Equal(0, outcome.Refused);
        Assert.Equal(Small.Participants, outcome.Joined);
        var times = Enumerable.Range(0, 121).Select(i => TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30 * i));
        var most = times.Max(at => Workload.Steps.Where(step => step.At < at).Sum(step => step.Kind switch
        {
            StepKind.Join => 1,
            StepKind.Leave => -1,
            _ => 0,
        }));
        Assert.Equal(most, outcome.MostParticipants);
    }

    [Theory]
    [InlineData("--nodes", "0")]
    [InlineData("--nodes", "many")]
    [InlineData("--policy", "none")]
    [InlineData("--seed")]
    [InlineData("--speed", "1")]
    public void Wrong_arguments_are_refused(params string[] args) => Assert.Null(Arguments.Parse(args));

    private static Outcome Run(int number) => Simulation.Run(Small, Workload, PlacementCase.All[number]);
}
