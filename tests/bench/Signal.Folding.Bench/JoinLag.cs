using System.Diagnostics;

namespace Signal.Folding.Bench;

/// <summary>
/// Users join random rooms at a steady rate, and some start to send audio and video a moment later. Measures the time until a join is in
/// the tables.
/// </summary>
internal sealed class JoinLag(Stand stand, int joinsPerSecond, bool withMedia)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    // About the time that a client needs to connect its transport.
    private static readonly TimeSpan UntilMedia = TimeSpan.FromMilliseconds(150);

    private readonly List<Sample> _rounds = [];

    public Row Row => Sample.Summarize($"{joinsPerSecond} joins/s{(withMedia ? ", audio and video" : "")}", _rounds);

    public async Task RunAsync(bool isWarmUp)
    {
        var operations = stand.Tables.Count;
        var joins = new List<Task<double>>();
        var media = new Queue<(TimeSpan At, Action Begin)>();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        while (clock.Elapsed < Duration || media.Count > 0)
        {
            await timer.WaitForNextTickAsync();
            while (media.TryPeek(out var next) && next.At <= clock.Elapsed)
            {
                media.Dequeue().Begin();
            }

            for (var due = Math.Min(clock.Elapsed.TotalSeconds, Duration.TotalSeconds) * joinsPerSecond; joins.Count < due;)
            {
                var room = stand.Rooms[Random.Shared.Next(stand.Rooms.Count)];
                var peer = BenchRoom.NewPeer();
                joins.Add(stand.Writes.Expect(peer.PeerId));
                stand.Node.Tell(room.Joined(peer));
                if (withMedia)
                {
                    media.Enqueue((clock.Elapsed + UntilMedia, () => stand.Node.Tell(room.Added(peer, "audio"), room.Added(peer, "video"))));
                }
            }
        }

        var lags = await Stand.InTimeAsync(Task.WhenAll(joins));
        var sample = new Sample(joins.Count * (withMedia ? 3 : 1), clock.Elapsed, stand.Tables.Count - operations, lags);
        if (!isWarmUp)
        {
            _rounds.Add(sample);
        }

        await stand.EmptyRoomsAsync();
    }
}
