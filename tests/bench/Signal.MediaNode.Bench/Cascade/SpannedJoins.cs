using System.Collections.Concurrent;
using System.Diagnostics;
using Signal.LoadTest.Figures;
using Signal.MediaNode.Bench.Benches;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Reports;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Joins into one large room: all on one node, and alternately on two.</summary>
internal static class SpannedJoins
{
    private const string One = "one node";
    private const int Senders = 4;
    private const int AtOnce = 10;

    public static async Task RunAsync(Options options, Report report)
    {
        var size = options.Quick ? 20 : 300;
        await using var pair = await NodePair.StartAsync(options.WorkerBin, metered: false);
        var series = await Rounds.RunAsync(
            [new(One, () => FillAsync([pair.Home], size)), new("two nodes", () => FillAsync([pair.Home, pair.Satellite], size))],
            options.WarmUps,
            options.Rounds);
        report.Add($"one room of {size}, {Senders} of whom send audio and video, {AtOnce} joins at once", series, One);
    }

    private static async Task<IReadOnlyList<Figure>> FillAsync(NodeServer[] nodes, int size)
    {
        var room = Guid.NewGuid().ToString("n");
        var seats = Enumerable.Range(0, size).Select(seat => nodes[seat % nodes.Length]).Select(node => (node, node.Ticket(room, nodes[0]))).ToList();
        var clients = new ConcurrentBag<(NodeServer Node, LoadClient Client)>();
        foreach (var (index, (node, ticket)) in seats.Take(Senders).Index())
        {
            clients.Add((node, (await FullJoin.RunAsync(node, ticket, index)).Client));
        }

        var times = new ConcurrentBag<double>();
        var cpu = CpuOf(nodes);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(seats.Skip(Senders), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seat, _) =>
        {
            var (node, ticket) = seat;
            var joining = Stopwatch.GetTimestamp();
            clients.Add((node, await ReceivingJoin.RunAsync(node, ticket, 2 * Senders)));
            times.Add(Stopwatch.GetElapsedTime(joining).TotalMilliseconds);
        });
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var spent = CpuOf(nodes) - cpu;
        foreach (var (node, client) in clients)
        {
            await client.AskAsync("leave", node.Script.Nothing);
            await client.DisposeAsync();
        }

        var sorted = times.Order().ToArray();
        return
        [
            new("joins", "/s", sorted.Length / elapsed),
            new("join, p50", "ms", Percentiles.Of(sorted, 0.5)),
            new("join, p95", "ms", Percentiles.Of(sorted, 0.95)),
            new("join, p99", "ms", Percentiles.Of(sorted, 0.99)),
            new("CPU of the nodes per join", "ms", spent.TotalMilliseconds / sorted.Length),
        ];
    }

    private static TimeSpan CpuOf(NodeServer[] nodes) => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Cpu);
}
