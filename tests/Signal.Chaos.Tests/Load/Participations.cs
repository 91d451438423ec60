using System.Collections.Concurrent;
using Signal.Chaos.Tests.Truth;

namespace Signal.Chaos.Tests.Load;

/// <summary>The participations as the clients know them, from the first welcome to the end of the run.</summary>
internal sealed class Participations(History history)
{
    private readonly ConcurrentDictionary<string, Participation> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _expulsions = new();

    public IReadOnlyCollection<Participation> All => [.. _all.Values];

    /// <summary>Clients that were removed from a room without a close or kick request.</summary>
    public IReadOnlyCollection<string> Expulsions => [.. _expulsions];

    /// <summary>The node has welcomed a peer. Its join may still fail.</summary>
    public void Welcomed(string peerId, string userId, string roomId, string nodeId, int nodeStart)
    {
        _all[peerId] = new Participation(peerId, userId, roomId, nodeId, nodeStart, Joined: false);
        history.Add($"{userId} welcomed on {nodeId} as {peerId} in {roomId}");
    }

    /// <summary>The node has confirmed the join.</summary>
    public void Joined(string peerId)
    {
        _all[peerId] = _all[peerId] with { Joined = true };
        history.Add($"{_all[peerId].UserId} joined as {peerId}");
    }

    public void Expelled(string peerId, string why)
    {
        _expulsions.Enqueue($"{_all[peerId].UserId} was put out of {_all[peerId].RoomId} on {_all[peerId].NodeId} as {peerId}: {why}");
        history.Add($"{_all[peerId].UserId} put out as {peerId}: {why}");
    }
}
