using Signal.MediaNode.Bench.Benches;
using Signal.MediaNode.Bench.Reports;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>What a link carries when many rooms span it, and what that costs the nodes, compared with as many rooms on one node.</summary>
internal static class LinkLoad
{
    private const string One = "one node";
    private const string Two = "two nodes";

    public static async Task RunAsync(Options options, Report report)
    {
        var count = options.Quick ? 10 : 1000;
        var window = TimeSpan.FromSeconds(options.Quick ? 2 : 20);
        var warmUps = Math.Min(options.WarmUps, 1);
        await using var pair = await NodePair.StartAsync(options.WorkerBin, metered: true);
        await using var together = await ChangingRooms.OpenAsync([pair.Home], count);
        await using var spanned = await ChangingRooms.OpenAsync([pair.Home, pair.Satellite], count);
        var atRest = await Rounds.RunAsync([new(Two, () => ChangingRooms.RestAsync(window, pair.Meter))], 0, 1);
        report.Add($"{count} rooms at rest", atRest);
        var changing = await Rounds.RunAsync(
            [new(One, () => together.MeasureAsync(window, meter: null)), new(Two, () => spanned.MeasureAsync(window, pair.Meter))],
            warmUps,
            options.Rounds);
        report.Add($"{count} rooms, each with a mute, a join, a leave and an unmute in {window.TotalSeconds} s", changing, One);
    }
}
