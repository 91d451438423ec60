using Signal.Cascade;
using Signal.MediaNode.Workers;

namespace Signal.MediaNode.Rooms.Shards;

/// <summary>A shard of a room: its router on one worker, and the number of peers there. Accessed in the room's mailbox only.</summary>
internal sealed class RoomShard(ShardId id)
{
    public ShardId Id => id;

    /// <summary>The router; null while it is being created.</summary>
    public RoomMedia? Media { get; set; }

    /// <summary>The number of peers.</summary>
    public int Members { get; set; }

    /// <summary>The number of peers that were placed here but have not joined since.</summary>
    public int Arriving { get; set; }

    /// <summary>Describes the load. A peer that has not joined yet is expected to receive all streams of the room.</summary>
    public ShardLoad LoadWith(int streams, double maxCpu) => new(
        id,
        (Media?.Consumers.Value ?? 0) + (Arriving * streams),
        Media?.Slot.Cpu >= maxCpu,
        Media is null);

    /// <summary>Whether the router is on that worker.</summary>
    public bool IsOn(WorkerSlot slot) => Media?.Slot == slot;
}
