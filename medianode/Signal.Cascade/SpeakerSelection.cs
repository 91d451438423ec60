namespace Signal.Cascade;

/// <summary>
/// The active speaker of a room: each shard reports its own loudest stream, at its own times; the loudest of them is the room's. It is
/// announced as often as one shard reports, not as often as all do.
/// </summary>
public sealed class SpeakerSelection
{
    private readonly Dictionary<ShardId, Speaker> _loudest = [];
    private ShardId? _shard;

    /// <summary>Takes the report of a shard. Returns whether <paramref name="speaker"/> is to be announced.</summary>
    /// <param name="shard">The reporting shard.</param>
    /// <param name="loudest">Its loudest stream; null: it is silent.</param>
    /// <param name="speaker">The room's active speaker; null: the room is silent.</param>
    public bool Report(ShardId shard, Speaker? loudest, out Speaker? speaker)
    {
        if (loudest is { } heard)
        {
            _loudest[shard] = heard;
        }
        else
        {
            _loudest.Remove(shard);
        }

        var before = _shard;
        _shard = _loudest.Count == 0 ? null : _loudest.MaxBy(entry => entry.Value.Volume).Key;
        speaker = _shard is { } current ? _loudest[current] : null;
        return _shard is null || _shard == shard || _shard != before;
    }

    /// <summary>Removes a shard. Returns whether <paramref name="speaker"/> is to be announced.</summary>
    /// <param name="shard">The shard, which was closed or lost.</param>
    /// <param name="speaker">The room's active speaker; null: the room is silent.</param>
    public bool Remove(ShardId shard, out Speaker? speaker)
    {
        speaker = null;
        return _loudest.ContainsKey(shard) && Report(shard, null, out speaker);
    }
}
