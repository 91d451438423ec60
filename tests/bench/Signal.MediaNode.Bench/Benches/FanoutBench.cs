using System.Diagnostics;
using Signal.LoadTest.Figures;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Reports;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Benches;

/// <summary>One event to all peers in a large room.</summary>
internal static class FanoutBench
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Options options, Report report)
    {
        var peers = options.Quick ? 20 : 500;
        await using var stand = await Stand.StartAsync(options);
        var audiences = new Dictionary<Server, Audience>();
        foreach (var server in stand.Servers)
        {
            audiences[server] = await Audience.SeatAsync(server, peers);
        }

        using var stop = new CancellationTokenSource();
        var alive = KeepAlive.RunAsync([.. audiences.Values.SelectMany(audience => audience.Clients)], stop.Token);
        foreach (var (name, text) in new[] { ("small event", "hello"), ("event of 1 KB", new string('x', 1000)) })
        {
            report.Add($"{name} to {peers} peers", await Rounds.RunAsync(
                stand.Servers, options.WarmUps, options.Rounds, server => MeasureAsync(server, audiences[server], text, options.Quick ? 2 : 40)));
        }

        await stop.CancelAsync();
        await alive;
        foreach (var audience in audiences.Values)
        {
            await audience.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(Server server, Audience audience, string text, int events)
    {
        var cost = await Cost.StartAsync(server);
        var times = new List<double>();
        for (var sent = 0; sent < events; sent++)
        {
            var heard = audience.ListenAsync();
            await server.SendToRoomAsync(Audience.Room, text);
            times.Add((await heard.WaitAsync(Deadline)).TotalMilliseconds);
        }

        var (cpu, counts) = await cost.StopAsync();
        var recipients = events * audience.Clients.Count;
        var figures = new List<Figure>
        {
            new("CPU per recipient", "us", cpu.TotalMicroseconds / recipients),
            new("first recipient to last", "ms", Percentiles.Of([.. times.Order()], 0.5)),
        };
        if (counts is { } done)
        {
            figures.Add(new("allocated per recipient", "B", done.Bytes / recipients));
        }

        return figures;
    }

    /// <summary>The peers of the room, and when they receive an event.</summary>
    private sealed class Audience : IAsyncDisposable
    {
        public const string Room = "audience";

        private readonly List<LoadClient> _clients = [];
        private TaskCompletionSource<TimeSpan> _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _heard;
        private long _first;

        public List<LoadClient> Clients => _clients;

        public static async Task<Audience> SeatAsync(Server server, int peers)
        {
            var audience = new Audience();
            for (var seat = 0; seat < peers; seat++)
            {
                var client = await LoadClient.ConnectAsync(server.Wire, server.Ticket(Room));
                client.OnEvent = audience.Hear;
                await client.AskAsync("join", server.Script.JoinToListen);
                audience._clients.Add(client);
            }

            return audience;
        }

        /// <summary>Completes when all peers have received the next event, with the time from the first to the last.</summary>
        public Task<TimeSpan> ListenAsync()
        {
            _heard = 0;
            _all = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _all.Task;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var client in _clients)
            {
                await client.DisposeAsync();
            }
        }

        private void Hear(string name)
        {
            if (name != "roomData")
            {
                return;
            }

            var heard = Interlocked.Increment(ref _heard);
            if (heard == 1)
            {
                _first = Stopwatch.GetTimestamp();
            }

            if (heard == _clients.Count)
            {
                _all.TrySetResult(Stopwatch.GetElapsedTime(_first));
            }
        }
    }
}
