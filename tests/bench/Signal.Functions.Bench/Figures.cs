using System.Diagnostics;

namespace Signal.Functions.Bench;

/// <summary>Throughput and latency: calls per second, and the duration of each.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99)
{
    private const int Parallel = 16;

    /// <summary>Calls as fast as possible, some in parallel.</summary>
    public static async Task<Figures> MeasureAsync(Func<Task> call, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (clock.Elapsed < duration)
            {
                var start = Stopwatch.GetTimestamp();
                await call();
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return mine;
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToArray();
        return new Figures(all.Length / elapsed, all[all.Length / 2], all[(int)(all.Length * 0.99)]);
    }

    /// <summary>The median of several rounds.</summary>
    public static Figures Median(IEnumerable<Figures> rounds)
    {
        var list = rounds.ToArray();
        return new Figures(
            Middle(list.Select(f => f.PerSecond)), Middle(list.Select(f => f.P50)), Middle(list.Select(f => f.P99)));
    }

    public void Print(string name) => Console.WriteLine($"{name,-34}{PerSecond,9:0}{P50,9:0.00}{P99,9:0.00}");

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
