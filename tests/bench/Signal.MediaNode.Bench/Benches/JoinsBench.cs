using System.Diagnostics;
using Signal.LoadTest.Figures;
using Signal.MediaNode.Bench.Load;
using Signal.MediaNode.Bench.Reports;
using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Benches;

/// <summary>Full joins: rooms of 4 that are filled, emptied and filled again, and how the cost of a join grows with rooms and room sizes.</summary>
internal static class JoinsBench
{
    private const int RoomSize = 4;

    public static async Task RunAsync(Options options, Report report)
    {
        await using var stand = await Stand.StartAsync(options);
        report.Add("first 40 joins of a process", await Rounds.RunAsync(stand.Servers, 0, 1, server => RoomsAsync(server, 1, 40)));
        foreach (var parallel in options.Quick ? [1, 3] : new[] { 1, 10, 50 })
        {
            var joins = options.Quick ? RoomSize * parallel : Math.Max(200, RoomSize * 2 * parallel);
            report.Add(
                $"rooms of 4, {parallel} at once",
                await Rounds.RunAsync(stand.Servers, options.WarmUps, options.Rounds, server => RoomsAsync(server, parallel, joins)));
        }

        foreach (var rooms in options.Quick ? [1, 5] : new[] { 1, 100, 1000 })
        {
            report.Add($"growth: {rooms} rooms of 1 open", await GrowthAsync(stand, options, rooms));
        }

        foreach (var size in options.Quick ? [4, 8] : new[] { 10, 100, 300 })
        {
            report.Add($"growth: one room of {size}", await Rounds.RunAsync(stand.Servers, 0, options.Rounds, server => OneRoomAsync(server, size)));
        }
    }

    /// <summary>A number of joins, in a number of rooms at once.</summary>
    private static async Task<IReadOnlyList<Figure>> RoomsAsync(Server server, int parallel, int joins)
    {
        var tickets = Enumerable.Range(0, parallel).Select(_ => RoomTickets(server, joins / parallel / RoomSize)).ToArray();
        var cost = await Cost.StartAsync(server);
        var started = Stopwatch.GetTimestamp();
        var times = (await Task.WhenAll(tickets.Select(rooms => FillAsync(server, rooms)))).SelectMany(each => each).Order().ToArray();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return [.. await PerJoinAsync(cost, times.Length), new("joins", "/s", times.Length / elapsed), new("p99", "ms", Percentiles.Of(times, 0.99))];
    }

    private static Uri[][] RoomTickets(Server server, int rooms) =>
        [.. Enumerable.Range(0, Math.Max(1, rooms)).Select(_ =>
        {
            var room = Guid.NewGuid().ToString("n");
            return Enumerable.Range(0, RoomSize).Select(_ => server.Ticket(room)).ToArray();
        })];

    private static async Task<List<double>> FillAsync(Server server, Uri[][] rooms)
    {
        var times = new List<double>();
        foreach (var room in rooms)
        {
            var clients = new List<LoadClient>();
            foreach (var ticket in room)
            {
                var (client, time) = await FullJoin.RunAsync(server, ticket, clients.Count);
                clients.Add(client);
                times.Add(time.TotalMilliseconds);
            }

            await LeaveAsync(server, clients);
        }

        return times;
    }

    /// <summary>The cost of a join while a number of other rooms are open.</summary>
    private static async Task<IReadOnlyList<Series>> GrowthAsync(Stand stand, Options options, int rooms)
    {
        var open = new List<LoadClient>();
        foreach (var server in stand.Servers)
        {
            for (var room = 1; room < rooms; room++)
            {
                var (client, _) = await FullJoin.RunAsync(server, server.Ticket($"open-{rooms}-{room}"), 0);
                open.Add(client);
            }
        }

        using var stop = new CancellationTokenSource();
        var alive = KeepAlive.RunAsync(open, stop.Token);
        var series = await Rounds.RunAsync(stand.Servers, 1, options.Rounds, server => RoomsAsync(server, 1, options.Quick ? RoomSize : 40));
        await stop.CancelAsync();
        await alive;
        foreach (var client in open)
        {
            await client.DisposeAsync();
        }

        return series;
    }

    /// <summary>A room that fills with peers that send nothing: all participants are notified of each join.</summary>
    private static async Task<IReadOnlyList<Figure>> OneRoomAsync(Server server, int size)
    {
        var room = Guid.NewGuid().ToString("n");
        var tickets = Enumerable.Range(0, size).Select(_ => server.Ticket(room)).ToArray();
        var cost = await Cost.StartAsync(server);
        var clients = new List<LoadClient>();
        foreach (var ticket in tickets)
        {
            var client = await LoadClient.ConnectAsync(server.Wire, ticket);
            await client.AskAsync("join", server.Script.JoinToListen);
            clients.Add(client);
        }

        await LeaveAsync(server, clients);
        return await PerJoinAsync(cost, size);
    }

    private static async Task LeaveAsync(Server server, List<LoadClient> clients)
    {
        foreach (var client in clients)
        {
            await client.AskAsync("leave", server.Script.Nothing);
            await client.DisposeAsync();
        }
    }

    private static async Task<List<Figure>> PerJoinAsync(Cost cost, int joins)
    {
        var (cpu, counts) = await cost.StopAsync();
        var figures = new List<Figure> { new("CPU per join and leave", "ms", cpu.TotalMilliseconds / joins) };
        if (counts is { } done)
        {
            figures.Add(new("allocated per join", "KiB", done.Bytes / 1024 / joins));
            figures.Add(new("exceptions per join", "", done.Exceptions / joins));
            figures.Add(new("thread-pool items per join", "", done.WorkItems / joins));
        }

        return figures;
    }
}
