using System.Diagnostics;

namespace Signal.Folding.Bench;

/// <summary>Events as fast as the bus accepts them, until the last one of each room is in the tables.</summary>
internal sealed class Throughput(Stand stand)
{
    private const int UsersPerRoom = 30;
    private readonly List<Sample> _rounds = [];

    public Row Row => Sample.Summarize("folded, as fast as they come", _rounds);

    public async Task RunAsync(bool isWarmUp)
    {
        var operations = stand.Tables.Count;
        var events = 0;
        var clock = Stopwatch.StartNew();
        foreach (var _ in Enumerable.Range(0, UsersPerRoom))
        {
            foreach (var room in stand.Rooms)
            {
                var peer = BenchRoom.NewPeer();
                stand.Node.Tell(room.Joined(peer), room.Added(peer, "audio"), room.Added(peer, "video"), room.Left(peer));
                events += 4;
            }
        }

        var last = stand.Rooms.Select(room =>
        {
            var peer = BenchRoom.NewPeer();
            var written = stand.Writes.Expect(peer.PeerId);
            stand.Node.Tell(room.Joined(peer));
            events++;
            return written;
        }).ToArray();
        await Stand.InTimeAsync(Task.WhenAll(last));
        var sample = new Sample(events, clock.Elapsed, stand.Tables.Count - operations, []);
        if (!isWarmUp)
        {
            _rounds.Add(sample);
        }

        await stand.EmptyRoomsAsync();
    }
}
