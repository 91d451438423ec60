using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Reports;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Benches;

/// <summary>The cost of an idle server: empty, and with peers that send nothing.</summary>
internal static class IdleBench
{
    private const int RoomSize = 10;

    public static async Task RunAsync(Options options, Report report)
    {
        var peers = options.Quick ? 20 : 1000;
        var duration = TimeSpan.FromSeconds(options.Quick ? 1 : 10);
        await using var stand = await Stand.StartAsync(options);
        report.Add("empty", await Rounds.RunAsync(stand.Servers, options.WarmUps, options.Rounds, server => RestAsync(server, duration)));

        var (clients, memory) = (new List<LoadClient>(), new List<Series>());
        foreach (var server in stand.Servers)
        {
            var before = server.Memory;
            for (var seat = 0; seat < peers; seat++)
            {
                var client = await LoadClient.ConnectAsync(server.Wire, server.Ticket($"room-{seat / RoomSize}"));
                await client.AskAsync("join", server.Script.JoinToListen);
                clients.Add(client);
            }

            memory.Add(new Series(server.Name, "memory per peer", "KiB", [(server.Memory - before) / 1024.0 / peers]));
        }

        report.Add($"{peers} peers in rooms of {RoomSize} have come", memory);
        using var stop = new CancellationTokenSource();
        var alive = KeepAlive.RunAsync(clients, stop.Token);
        report.Add($"{peers} idle peers", await Rounds.RunAsync(stand.Servers, options.WarmUps, options.Rounds, server => RestAsync(server, duration)));
        await stop.CancelAsync();
        await alive;
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static async Task<IReadOnlyList<Figure>> RestAsync(Server server, TimeSpan duration)
    {
        var cost = await Cost.StartAsync(server);
        await Task.Delay(duration, TimeProvider.System);
        var (cpu, counts) = await cost.StopAsync();
        var figures = new List<Figure> { new("CPU", "ms/s", cpu.TotalMilliseconds / duration.TotalSeconds) };
        if (counts is { } done)
        {
            figures.Add(new("allocated", "KiB/s", done.Bytes / 1024 / duration.TotalSeconds));
            figures.Add(new("thread-pool items", "/s", done.WorkItems / duration.TotalSeconds));
        }

        return figures;
    }
}
