namespace Signal.Functions.Bench;

/// <summary>Measures requests and their table operations in turns, so that both run under the same conditions.</summary>
internal static class Comparison
{
    private const int Rounds = 3;
    private const double LeastShare = 0.7;
    private const double MostDelay = 3;

    /// <summary>Prints both; false when the requests reach less than 70 % of the bound, or their p99 is three times the bound's.</summary>
    public static async Task<bool> RunAsync(string name, TimeSpan round, Func<Task> bare, Func<Task> request)
    {
        await Figures.MeasureAsync(bare, TimeSpan.FromSeconds(1));
        await Figures.MeasureAsync(request, TimeSpan.FromSeconds(1));
        var (bounds, results) = (new List<Figures>(), new List<Figures>());
        for (var i = 0; i < Rounds; i++)
        {
            bounds.Add(await Figures.MeasureAsync(bare, round));
            results.Add(await Figures.MeasureAsync(request, round));
        }

        var (bound, result) = (Figures.Median(bounds), Figures.Median(results));
        bound.Print(name + ": bare tables");
        result.Print(name + ": request");
        var (share, delay) = (result.PerSecond / bound.PerSecond, result.P99 / bound.P99);
        Console.WriteLine($"{"",-34}{share,9:P0}{"",9}{delay,8:0.0}x");
        return share >= LeastShare && delay < MostDelay;
    }
}
