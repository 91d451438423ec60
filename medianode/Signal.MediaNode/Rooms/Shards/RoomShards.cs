using Signal.Cascade;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>The shards of a room, each on another worker. Accessed in the room's mailbox only.</summary>
internal sealed class RoomShards(RoomServices services)
{
    private readonly List<RoomShard> _shards = [];
    private int _lastNumber;

    /// <summary>The part of the room that the shards belong to: the process of this node.</summary>
    public string Part { get; } = services.Node.Instance.ToString();

    public int Count => _shards.Count;

    public bool Contains(RoomShard shard) => _shards.Contains(shard);

    /// <summary>The router of a shard; null when the shard was closed or lost, or is being opened.</summary>
    public RoomMedia? MediaOf(ShardId id) => _shards.Find(shard => shard.Id == id)?.Media;

    /// <summary>The shard on a worker; null: the room is not there.</summary>
    public RoomShard? On(WorkerSlot slot) => _shards.Find(shard => shard.IsOn(slot));

    /// <summary>The workers on which the room has a router.</summary>
    public IReadOnlyList<WorkerSlot> Workers => [.. _shards.Select(shard => shard.Media?.Slot).OfType<WorkerSlot>()];

    /// <summary>The routers that are open, each with the number of its peers.</summary>
    public IReadOnlyList<(RoomMedia Media, int Peers)> Routers =>
        [.. _shards.Where(shard => shard.Media is not null).Select(shard => (shard.Media!, shard.Members))];

    /// <summary>Adds a shard, whose router is to be created.</summary>
    public RoomShard Add()
    {
        var shard = new RoomShard(new ShardId(Part, ++_lastNumber));
        _shards.Add(shard);
        return shard;
    }

    public void Remove(RoomShard shard) => _shards.Remove(shard);

    /// <summary>Closes all routers.</summary>
    public void Close()
    {
        foreach (var shard in _shards)
        {
            shard.Media?.Router.Close();
        }

        _shards.Clear();
    }

    /// <summary>Chooses the shard of a new peer. Null: a new shard, on another worker.</summary>
    /// <param name="streams">The number of streams that the peer is expected to receive.</param>
    /// <param name="mayGrow">Whether there may be a new shard.</param>
    public RoomShard? Choose(int streams, bool mayGrow)
    {
        var options = services.Options;
        var chosen = ShardPlacement.Choose(
            [.. _shards.Select(shard => shard.LoadWith(streams, options.MaxWorkerCpu))],
            options.ConsumersPerWorker,
            () => mayGrow && services.Workers.HasOther(Workers, options.MaxWorkerCpu));
        return chosen is { } id ? _shards.Find(shard => shard.Id == id) : null;
    }
}
