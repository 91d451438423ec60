namespace Signal.MediaNode.RoomEvents;

/// <summary>
/// Numbers the events of each room. The count continues when a room closes and opens again; the numbers of rooms that have been closed for
/// a while are discarded, and these rooms restart above every discarded number.
/// </summary>
internal sealed class RoomSequences(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private const int SweepAt = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Last, long UsedAt)> _rooms = new(StringComparer.Ordinal);
    private long _floor;
    private int _sweepAt = SweepAt;

    /// <summary>Returns the number of the room's next event.</summary>
    public long Next(string roomId)
    {
        lock (_lock)
        {
            var next = (_rooms.TryGetValue(roomId, out var known) ? known.Last : _floor) + 1;
            _rooms[roomId] = (next, time.GetTimestamp());
            Sweep();
            return next;
        }
    }

    /// <summary>Returns the number of the room's last event.</summary>
    public long Last(string roomId)
    {
        lock (_lock)
        {
            return _rooms.TryGetValue(roomId, out var known) ? known.Last : _floor;
        }
    }

    private void Sweep()
    {
        if (_rooms.Count < _sweepAt)
        {
            return;
        }

        foreach (var (room, (last, usedAt)) in _rooms)
        {
            if (time.GetElapsedTime(usedAt) > Memory)
            {
                _floor = Math.Max(_floor, last);
                _rooms.Remove(room);
            }
        }

        _sweepAt = Math.Max(SweepAt, _rooms.Count * 2);
    }
}
