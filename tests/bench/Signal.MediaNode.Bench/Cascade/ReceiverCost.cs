using Signal.MediaNode.Bench.Benches;
using Signal.MediaNode.Bench.Reports;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>The CPU time of the workers for each receiver of one stream: all on one worker, and spread over as many as the machine has cores.</summary>
internal static class ReceiverCost
{
    private const string One = "one worker";

    public static async Task RunAsync(Options options, Report report)
    {
        var packets = options.Quick ? 25 : 200;
        var workers = Math.Max(2, Environment.ProcessorCount);
        foreach (var receivers in options.Quick ? [4, 8] : new[] { 50, 200, 800 })
        {
            await using var together = await Audience.SeatAsync(options.WorkerBin, 1, receivers);
            await using var spread = await Audience.SeatAsync(options.WorkerBin, workers, receivers);
            var series = await Rounds.RunAsync(
                [new(One, () => together.MeasureAsync(packets)), new($"{workers} workers", () => spread.MeasureAsync(packets))],
                options.WarmUps,
                options.Rounds);
            report.Add($"one sender, {receivers} receivers", series, One);
        }
    }
}
