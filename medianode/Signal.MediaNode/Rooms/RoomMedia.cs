using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A room's router on one worker. When the worker dies, a new instance replaces this one.</summary>
/// <param name="Slot">The slot of the worker.</param>
/// <param name="Router">The router.</param>
/// <param name="Levels">The observer that detects the active speaker.</param>
internal sealed record RoomMedia(WorkerSlot Slot, Router Router, AudioLevelObserver Levels);
