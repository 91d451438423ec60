using System.Collections.Concurrent;
using System.Diagnostics;
using Signal.LoadTest.Figures;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Reports;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Cascade;

/// <summary>Many rooms that change one after another.</summary>
internal sealed class ChangingRooms : IAsyncDisposable
{
    private const int AtOnce = 10;
    private const int Batch = 200;

    private readonly List<ChangingRoom> _rooms = [];
    private readonly List<Task> _alive = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly NodeServer[] _nodes;

    private ChangingRooms(NodeServer[] nodes) => _nodes = nodes;

    /// <summary>Opens rooms whose home is the first node, and whose receivers are on the last.</summary>
    public static async Task<ChangingRooms> OpenAsync(NodeServer[] nodes, int count)
    {
        var rooms = new ChangingRooms(nodes);
        try
        {
            while (rooms._rooms.Count < count)
            {
                await rooms.AddAsync(Math.Min(Batch, count - rooms._rooms.Count));
                await Console.Error.WriteLineAsync($"opened {rooms._rooms.Count} of {count} rooms on {string.Join(" and ", nodes.Select(node => node.Name))}");
            }

            return rooms;
        }
        catch
        {
            await rooms.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes each room once, evenly over a time; returns the delay of a change, and what that cost the nodes.</summary>
    /// <param name="window">The time.</param>
    /// <param name="meter">Counts what the link carries; null: there is none.</param>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(TimeSpan window, LinkMeter? meter)
    {
        var before = meter?.Count;
        var cpu = _nodes.Select(node => node.Cpu).ToArray();
        var started = Stopwatch.GetTimestamp();
        var changes = new List<Task<double[]>>();
        foreach (var room in _rooms)
        {
            var due = (window * changes.Count / _rooms.Count) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, TimeProvider.System);
            }

            changes.Add(room.ChangeAsync());
        }

        var delays = (await Task.WhenAll(changes)).SelectMany(each => each).Order().ToArray();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var spent = _nodes.Zip(cpu, (node, then) => (node.Name, Cpu: (node.Cpu - then).TotalMilliseconds / seconds)).ToList();
        return
        [
            new("mute heard, p50", "ms", Percentiles.Of(delays, 0.5)),
            new("mute heard, p99", "ms", Percentiles.Of(delays, 0.99)),
            new("CPU of all nodes", "ms/s", spent.Sum(node => node.Cpu)),
            .. spent.Select(node => new Figure($"CPU of the {node.Name}", "ms/s", node.Cpu)),
            .. before is { } then ? Carried(meter!, then, seconds) : [],
        ];
    }

    /// <summary>What the link carries while no room changes.</summary>
    public static async Task<IReadOnlyList<Figure>> RestAsync(TimeSpan window, LinkMeter meter)
    {
        var before = meter.Count;
        await Task.Delay(window, TimeProvider.System);
        return [.. Rate(meter, before, window.TotalSeconds)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_alive).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Parallel.ForEachAsync(_rooms.SelectMany(room => room.Clients), (client, _) => client.DisposeAsync());
        _stop.Dispose();
    }

    private async Task AddAsync(int count)
    {
        var opened = new ConcurrentBag<ChangingRoom>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (_, _) => opened.Add(await ChangingRoom.OpenAsync(_nodes[0], _nodes[^1])));
        _rooms.AddRange(opened);
        _alive.Add(KeepAlive.RunAsync([.. opened.SelectMany(room => room.Clients)], _stop.Token));
    }

    private IEnumerable<Figure> Carried(LinkMeter meter, (long Messages, long Bytes) before, double seconds)
    {
        var now = meter.Count;
        return
        [
            .. Rate(meter, before, seconds),
            new("messages of the link per room", "", (double)(now.Messages - before.Messages) / _rooms.Count),
            new("bytes of the link per room", "B", (double)(now.Bytes - before.Bytes) / _rooms.Count),
        ];
    }

    private static IEnumerable<Figure> Rate(LinkMeter meter, (long Messages, long Bytes) before, double seconds)
    {
        var now = meter.Count;
        return
        [
            new("messages of the link", "/s", (now.Messages - before.Messages) / seconds),
            new("bytes of the link", "KiB/s", (now.Bytes - before.Bytes) / 1024.0 / seconds),
        ];
    }
}
