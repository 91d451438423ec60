using Signal.Cascade;
using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A room's router on one worker: the media of one shard. When the worker dies, its peers get those of another shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Slot">The slot of the worker.</param>
/// <param name="Router">The router.</param>
/// <param name="Levels">The observer that detects the active speaker among the peers of the shard.</param>
internal sealed record RoomMedia(ShardId Shard, WorkerSlot Slot, Router Router, AudioLevelObserver Levels)
{
    /// <summary>The consumers of the peers, which also count for the worker.</summary>
    public LiveCount Consumers { get; } = new(Slot.Consumers);
}
