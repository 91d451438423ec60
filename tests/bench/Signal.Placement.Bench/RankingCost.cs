using System.Diagnostics;
using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>Measures what one ranking of all nodes by a policy costs.</summary>
internal static class RankingCost
{
    private const int WarmUps = 500;
    private const int Rankings = 500;

    /// <summary>Returns the mean time of a ranking.</summary>
    public static TimeSpan Measure(SimulationSettings settings, PlacementCase @case)
    {
        var random = new Random(settings.Seed);
        var policy = @case.CreatePolicy(settings.Placement, random);
        PlacementCandidate[] nodes =
        [
            .. new Fleet(settings).Known.ToArray().Select(node => node with { Load = random.NextDouble(), Rooms = random.Next(100) }),
        ];
        var request = new PlacementRequest(@case.NamesRegion ? Region.All[0].Name : null, PlacementRequest.None.Measured);
        Rank(WarmUps);
        var start = Stopwatch.GetTimestamp();
        Rank(Rankings);
        return Stopwatch.GetElapsedTime(start) / Rankings;

        void Rank(int times)
        {
            for (var i = 0; i < times; i++)
            {
                if (policy.Rank(request, nodes).ToArray().Length != nodes.Length)
                {
                    throw new InvalidOperationException($"The policy '{policy.Name}' does not rank all nodes.");
                }
            }
        }
    }
}
