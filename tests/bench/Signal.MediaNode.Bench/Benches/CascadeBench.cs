using Signal.MediaNode.Bench.Cascade;
using Signal.MediaNode.Bench.Reports;

namespace Signal.MediaNode.Bench.Benches;

/// <summary>What it costs that a room spans several workers or nodes.</summary>
internal static class CascadeBench
{
    private static readonly Dictionary<string, Func<Options, Report, Task>> Parts = new(StringComparer.Ordinal)
    {
        ["delay"] = PacketDelay.RunAsync,
        ["receivers"] = ReceiverCost.RunAsync,
        ["joins"] = SpannedJoins.RunAsync,
        ["link"] = LinkLoad.RunAsync,
    };

    /// <summary>The names of the parts, of which one can be run alone.</summary>
    public static IReadOnlyCollection<string> PartNames => Parts.Keys;

    public static async Task RunAsync(Options options, Report report)
    {
        foreach (var (name, run) in Parts.Where(part => options.Only is null || options.Only == part.Key))
        {
            await Console.Error.WriteLineAsync($"-- {name}");
            await run(options, report);
        }
    }
}
