namespace Signal.Placement.Bench;

/// <summary>The streams that are sent at a time, all of the same bit rate, and the sum of them over time.</summary>
internal sealed class Traffic
{
    private long _all;
    private long _far;
    private TimeSpan _countedUntil;
    private double _allTime;
    private double _farTime;

    /// <summary>The share of the traffic between different regions.</summary>
    public double FarShare => _allTime == 0 ? 0 : _farTime / _allTime;

    /// <summary>The number of streams at this time; 0 after all have left.</summary>
    public long Current => _all;

    /// <summary>Counts the time until now, when it is to be measured.</summary>
    public void AdvanceTo(TimeSpan now, bool isMeasured)
    {
        if (isMeasured)
        {
            var seconds = (now - _countedUntil).TotalSeconds;
            _allTime += _all * seconds;
            _farTime += _far * seconds;
        }

        _countedUntil = now;
    }

    /// <summary>Counts the streams between a node and the participants on it.</summary>
    public void CountClients(RoomShare share, int regionOfNode, int sendersOfRoom, int sign)
    {
        for (var region = 0; region < Region.All.Count; region++)
        {
            // A sender sends its own and receives the others: with it or without, one stream for each sender of the room.
            var streams = (long)share.MembersOf[region] * sendersOfRoom;
            _all += sign * streams;
            _far += region == regionOfNode ? 0 : sign * streams;
        }
    }

    /// <summary>Counts the streams from one node of a room to another.</summary>
    public void CountPipes(int senders, bool isFar, int sign)
    {
        _all += sign * senders;
        _far += isFar ? sign * senders : 0;
    }
}
