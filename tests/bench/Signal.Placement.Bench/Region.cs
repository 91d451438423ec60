namespace Signal.Placement.Bench;

/// <summary>A region of users and nodes.</summary>
/// <param name="Name">The name.</param>
/// <param name="Share">Its share of the nodes, and of the users over a whole day.</param>
/// <param name="UtcOffset">The difference of its local time from UTC, in hours.</param>
/// <param name="Position">Its place on the circle of regions: the nearer, the lower the round-trip time.</param>
internal sealed record Region(string Name, double Share, double UtcOffset, double Position)
{
    private const double StartHour = 12;
    private const double BusiestHour = 14;
    private const double Swing = 0.6;

    /// <summary>All regions.</summary>
    public static readonly IReadOnlyList<Region> All =
    [
        new("europe", 0.30, 1, 1),
        new("america-east", 0.25, -5, -5),
        new("america-west", 0.15, -8, -8),
        new("asia", 0.20, 8, 8),
        new("south-america", 0.10, -3, -3),
    ];

    /// <summary>Returns a random region of a user, by the time of day.</summary>
    public static int Draw(Random random, TimeSpan at)
    {
        var rest = random.NextDouble() * All.Sum(region => region.DemandAt(at));
        for (var i = 0; i < All.Count - 1; i++)
        {
            rest -= All[i].DemandAt(at);
            if (rest < 0)
            {
                return i;
            }
        }

        return All.Count - 1;
    }

    /// <summary>Returns the distance of two regions.</summary>
    public static double Distance(int from, int to)
    {
        var hours = Math.Abs(All[from].Position - All[to].Position);
        return Math.Min(hours, 24 - hours);
    }

    private double DemandAt(TimeSpan at) =>
        Share * (1 + (Swing * Math.Cos(2 * Math.PI * (StartHour + at.TotalHours + UtcOffset - BusiestHour) / 24)));
}
