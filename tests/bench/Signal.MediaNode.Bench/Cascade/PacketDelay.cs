using Signal.MediaNode.Bench.Benches;
using Signal.MediaNode.Bench.Reports;
using Signal.Mediasoup;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>The delay of a packet from socket to socket: through one worker, and with a pipe to another one.</summary>
internal static class PacketDelay
{
    private const string Direct = "no pipe";

    public static async Task RunAsync(Options options, Report report)
    {
        var packets = options.Quick ? 100 : 3000;
        var settings = new WorkerSettings { WorkerBin = options.WorkerBin };
        await using var one = await Worker.StartAsync(settings);
        await using var other = await Worker.StartAsync(settings);
        using var direct = await PacketPath.DirectAsync(one);
        using var local = await PacketPath.PipedAsync(one, other, asBetweenNodes: false);
        using var remote = await PacketPath.PipedAsync(one, other, asBetweenNodes: true);
        var series = await Rounds.RunAsync(
            [
                new(Direct, () => direct.MeasureAsync(packets)),
                new("local pipe", () => local.MeasureAsync(packets)),
                new("node pipe", () => remote.MeasureAsync(packets)),
            ],
            options.WarmUps,
            options.Rounds);
        report.Add("delay of a packet from socket to socket", series, Direct);
    }
}
