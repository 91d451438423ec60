using Signal.Mediasoup.Bench.Negotiation;

namespace Signal.Mediasoup.Bench.Live;

/// <summary>Both libraries on the same worker binary, turn by turn.</summary>
internal static class LiveBench
{
    // Enough for both JIT compilers to finish.
    private const int WarmUpRounds = 4;

    public static async Task<IReadOnlyList<LiveRow>> RunAsync(string packages, string workerBin, int rounds)
    {
        using var npm = new NpmSide(packages, workerBin);
        await using var ours = await OurSide.StartAsync(workerBin, resumesOnReader: true);
        await using var pooled = await OurSide.StartAsync(workerBin, resumesOnReader: false);
        var rows = new List<LiveRow>();
        foreach (var scenario in Scenario.All)
        {
            var theirSamples = new List<Sample>();
            var ourSamples = new List<Sample>();
            var pooledSamples = new List<Sample>();
            for (var round = -WarmUpRounds; round < rounds; round++)
            {
                var theirs = await npm.RunAsync(scenario);
                var mine = await ours.RunAsync(scenario);
                var onPool = await pooled.RunAsync(scenario);

                // The first rounds warm both up.
                if (round >= 0)
                {
                    theirSamples.Add(theirs);
                    ourSamples.Add(mine);
                    pooledSamples.Add(onPool);
                }
            }

            rows.Add(new LiveRow(scenario, theirSamples, ourSamples, pooledSamples));
        }

        return rows;
    }
}

/// <summary>One line of the table. <c>Pooled</c> is this library with every answer handed to the thread pool.</summary>
internal sealed record LiveRow(Scenario Scenario, IReadOnlyList<Sample> Theirs, IReadOnlyList<Sample> Ours, IReadOnlyList<Sample> Pooled)
{
    public double Ratio => Median(Ours, s => s.Rate) / Median(Theirs, s => s.Rate);

    public double CpuRatio => Median(Ours, s => s.CpuMicroseconds) / Median(Theirs, s => s.CpuMicroseconds);

    public double Allocated => Median(Ours, s => s.AllocatedPerOperation);

    public double SystemCalls => Median(Ours, s => s.SystemCallsPerOperation);

    public static double Median(IReadOnlyList<Sample> samples, Func<Sample, double> value) =>
        NegotiationRow.Median([.. samples.Select(value)]);

    public static string Spread(IReadOnlyList<Sample> samples) =>
        $"{Median(samples, s => s.Rate),9:F0}/s ({samples.Min(s => s.Rate):F0}..{samples.Max(s => s.Rate):F0})";
}
