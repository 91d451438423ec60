namespace Signal.LoadTest.Figures;

/// <summary>Collects durations of one operation. Thread-safe.</summary>
public sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];

    /// <summary>Adds a duration.</summary>
    public void Add(TimeSpan duration)
    {
        lock (_lock)
        {
            _milliseconds.Add(duration.TotalMilliseconds);
        }
    }

    /// <summary>The distribution so far; null when nothing was added.</summary>
    public LatencySummary? Summarize()
    {
        double[] sorted;
        lock (_lock)
        {
            sorted = [.. _milliseconds.Order()];
        }

        return sorted.Length == 0
            ? null
            : new LatencySummary(
                sorted.Length,
                sorted[0],
                sorted.Average(),
                Percentiles.Of(sorted, 0.50),
                Percentiles.Of(sorted, 0.95),
                Percentiles.Of(sorted, 0.99),
                sorted[^1]);
    }
}

/// <summary>The distribution of the durations of an operation, in milliseconds.</summary>
/// <param name="Count">The number of durations.</param>
/// <param name="Min">The shortest one.</param>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The longest one.</param>
public sealed record LatencySummary(int Count, double Min, double Mean, double P50, double P95, double P99, double Max);
