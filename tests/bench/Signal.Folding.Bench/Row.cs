namespace Signal.Folding.Bench;

/// <summary>One line of the table: medians over the rounds. Lags are in milliseconds.</summary>
internal sealed record Row(
    string Name,
    double EventsPerSecond,
    double OperationsPerEvent,
    double? LagP50,
    double? LagP99,
    double LeastPerSecond,
    double MostPerSecond)
{
    public static void Print(IReadOnlyList<Row> rows)
    {
        Console.WriteLine($"{"",-34}{"events/s",10}{"(least..most)",18}{"table ops/event",17}{"lag p50 ms",12}{"lag p99 ms",12}");
        foreach (var row in rows)
        {
            Console.WriteLine(
                $"{row.Name,-34}{row.EventsPerSecond,10:0}{$"({row.LeastPerSecond:0}..{row.MostPerSecond:0})",18}"
                    + $"{row.OperationsPerEvent,17:0.00}{row.LagP50,12:0.0}{row.LagP99,12:0.0}");
        }
    }
}

/// <summary>The goals of the figures.</summary>
internal sealed record Goal(string Name, bool IsMet);

/// <summary>The measurements of one round.</summary>
internal sealed record Sample(int Events, TimeSpan Elapsed, int Operations, IReadOnlyList<double> Lags)
{
    /// <summary>The line of several rounds.</summary>
    public static Row Summarize(string name, IReadOnlyList<Sample> rounds)
    {
        var rates = rounds.Select(round => round.Events / round.Elapsed.TotalSeconds).Order().ToArray();
        return new Row(
            name,
            Middle(rates),
            Middle([.. rounds.Select(round => (double)round.Operations / round.Events).Order()]),
            rounds[0].Lags.Count == 0 ? null : Middle([.. rounds.Select(round => At(round.Lags, 0.5)).Order()]),
            rounds[0].Lags.Count == 0 ? null : Middle([.. rounds.Select(round => At(round.Lags, 0.99)).Order()]),
            rates[0],
            rates[^1]);
    }

    private static double Middle(double[] sorted) => sorted[sorted.Length / 2];

    private static double At(IReadOnlyList<double> lags, double share) => lags.Order().ElementAt((int)(lags.Count * share));
}
