using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms;

/// <summary>A room's router on one worker. When the worker dies the room gets another one of these.</summary>
/// <param name="Slot">The worker.</param>
/// <param name="Router">The router.</param>
/// <param name="Levels">Hears who speaks.</param>
internal sealed record RoomMedia(WorkerSlot Slot, Router Router, AudioLevelObserver Levels);
