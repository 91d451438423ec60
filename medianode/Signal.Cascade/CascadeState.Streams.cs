namespace Signal.Cascade;

/// <summary>The streams and their receivers.</summary>
public sealed partial class CascadeState
{
    private readonly Dictionary<string, StreamEntry> _streams = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a stream. Returns false when the stream is known, or its owner is not on <paramref name="shard"/>: the stream was lost with its
    /// shard.
    /// </summary>
    public bool AddStream(string stream, string owner, ShardId shard)
    {
        if (!_peers.TryGetValue(owner, out var entry) || entry.Shard != shard || !_streams.TryAdd(stream, new StreamEntry(owner, shard)))
        {
            return false;
        }

        return entry.Sent.Add(stream);
    }

    /// <summary>Removes a stream that has ended.</summary>
    public void RemoveStream(string stream)
    {
        if (!_streams.Remove(stream, out var entry))
        {
            return;
        }

        _peers[entry.Owner].Sent.Remove(stream);
        foreach (var peer in entry.Receivers)
        {
            Leave(peer, stream, entry);
        }

        foreach (var shard in _shards)
        {
            if (_pipes.TryGetValue(new PipeId(stream, entry.Shard, shard), out var pipe))
            {
                Settle(pipe);
            }
        }
    }

    /// <summary>
    /// Makes a peer a receiver of a stream that it has not paused. Returns false when the stream is unknown or its own, or the peer is not on
    /// <paramref name="shard"/>.
    /// </summary>
    public bool Receive(string peer, string stream, ShardId shard)
    {
        if (!_peers.TryGetValue(peer, out var entry) || entry.Shard != shard || !_streams.TryGetValue(stream, out var source) || source.Owner == peer)
        {
            return false;
        }

        if (!source.Receivers.Add(peer))
        {
            SetPaused(peer, stream, paused: false);
            return true;
        }

        entry.Received.Add(stream);
        if (shard != source.Shard)
        {
            var pipe = PipeOf(new PipeId(stream, source.Shard, shard));
            pipe.Receivers++;
            pipe.Active++;
            Settle(pipe);
        }

        return true;
    }

    /// <summary>A receiver has paused or resumed the stream. A pipe is paused while all its receivers have paused the stream.</summary>
    public void SetPaused(string peer, string stream, bool paused)
    {
        if (!_streams.TryGetValue(stream, out var source)
            || !source.Receivers.Contains(peer)
            || !(paused ? source.PausedBy.Add(peer) : source.PausedBy.Remove(peer)))
        {
            return;
        }

        var shard = _peers[peer].Shard;
        if (shard != source.Shard)
        {
            var pipe = _pipes[new PipeId(stream, source.Shard, shard)];
            pipe.Active += paused ? -1 : 1;
            Settle(pipe);
        }
    }

    /// <summary>The peer no longer receives the stream.</summary>
    public void Release(string peer, string stream)
    {
        if (_streams.TryGetValue(stream, out var source) && source.Receivers.Remove(peer))
        {
            Leave(peer, stream, source);
        }
    }

    /// <summary>Whether the stream can be consumed on a shard: it is the owner's, or a pipe to it is open.</summary>
    public bool Reaches(string stream, ShardId shard) => _streams.TryGetValue(stream, out var source)
        && (source.Shard == shard || (_pipes.TryGetValue(new PipeId(stream, source.Shard, shard), out var pipe) && pipe.Exists));

    /// <summary>Returns the peers that receive a stream over a pipe.</summary>
    public IEnumerable<string> ReceiversOf(PipeId pipe) =>
        _streams.TryGetValue(pipe.Stream, out var source) ? source.Receivers.Where(peer => _peers[peer].Shard == pipe.To) : [];

    private void Leave(string peer, string stream, StreamEntry source)
    {
        var entry = _peers[peer];
        entry.Received.Remove(stream);
        var hadPaused = source.PausedBy.Remove(peer);
        if (entry.Shard != source.Shard)
        {
            var pipe = _pipes[new PipeId(stream, source.Shard, entry.Shard)];
            pipe.Receivers--;
            pipe.Active -= hadPaused ? 0 : 1;
            Settle(pipe);
        }
    }

    private sealed class StreamEntry(string owner, ShardId shard)
    {
        public string Owner => owner;

        public ShardId Shard => shard;

        public HashSet<string> Receivers { get; } = new(StringComparer.Ordinal);

        /// <summary>The receivers that have paused the stream.</summary>
        public HashSet<string> PausedBy { get; } = new(StringComparer.Ordinal);
    }
}
