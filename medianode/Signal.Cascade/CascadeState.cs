namespace Signal.Cascade;

/// <summary>
/// The state of a room that spans several shards: the peers with their shard, the streams with their owner, which peer receives which
/// stream or has paused it, and the pipes that follow from that. A pipe is needed for a stream and a shard other than its owner's when a
/// peer of that shard receives the stream; it leads directly from the owner's shard, and is paused while all its receivers have paused the
/// stream. The state has no network, clock or worker: the caller takes the changes of the pipes (<see cref="TryTakeChange"/>), carries them
/// out and reports the outcome (<see cref="Report"/>), in any order and at any time. Not thread-safe.
/// </summary>
public sealed partial class CascadeState
{
    private readonly HashSet<ShardId> _shards = [];
    private readonly Dictionary<string, PeerEntry> _peers = new(StringComparer.Ordinal);

    /// <summary>Whether there is no shard, peer, stream or pipe.</summary>
    public bool IsEmpty => _shards.Count + _peers.Count + _streams.Count + _pipes.Count == 0;

    /// <summary>Adds a shard.</summary>
    public void AddShard(ShardId shard) => _shards.Add(shard);

    /// <summary>Removes a shard that was closed or lost, with its peers, their streams, and all pipes from and to it.</summary>
    public void RemoveShard(ShardId shard)
    {
        if (!_shards.Remove(shard))
        {
            return;
        }

        foreach (var peer in _peers.Where(entry => entry.Value.Shard == shard).Select(entry => entry.Key).ToList())
        {
            RemovePeer(peer);
        }

        foreach (var pipe in _pipes.Values.Where(pipe => pipe.Id.To == shard).ToList())
        {
            Settle(pipe);
        }
    }

    /// <summary>Removes a part that has left the room: all its shards.</summary>
    public void RemovePart(string part)
    {
        foreach (var shard in _shards.Where(shard => shard.Part == part).ToList())
        {
            RemoveShard(shard);
        }
    }

    /// <summary>Places a new peer on a shard. Returns false when the shard is unknown or the peer has a place.</summary>
    public bool Place(string peer, ShardId shard) => _shards.Contains(shard) && _peers.TryAdd(peer, new PeerEntry(shard));

    /// <summary>Removes a peer with its streams.</summary>
    public void RemovePeer(string peer)
    {
        if (!_peers.TryGetValue(peer, out var entry))
        {
            return;
        }

        foreach (var stream in entry.Received.ToList())
        {
            Release(peer, stream);
        }

        foreach (var stream in entry.Sent.ToList())
        {
            RemoveStream(stream);
        }

        _peers.Remove(peer);
    }

    private sealed class PeerEntry(ShardId shard)
    {
        public ShardId Shard => shard;

        public HashSet<string> Received { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Sent { get; } = new(StringComparer.Ordinal);
    }
}
