namespace Signal.LoadTest.Figures;

/// <summary>Percentiles by the nearest-rank method: always a measured value, never an interpolated one.</summary>
public static class Percentiles
{
    /// <summary>0.07 × 100 is slightly more than 7 in floating point.</summary>
    private const double RoundingError = 1e-9;

    /// <summary>The smallest value that is not exceeded by that share of the values.</summary>
    /// <param name="sorted">At least one value, in ascending order.</param>
    /// <param name="share">From 0 to 1: 0.95 is the 95th percentile.</param>
    public static double Of(IReadOnlyList<double> sorted, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return sorted[Math.Max(0, (int)Math.Ceiling((share * sorted.Count) - RoundingError) - 1)];
    }
}
