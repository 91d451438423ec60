using Signal.Contracts.Bus;

namespace Signal.MediaNode.RoomEvents;

/// <summary>A message with one or more events of one room.</summary>
/// <param name="Message">The message.</param>
/// <param name="Events">The number of events in it.</param>
internal readonly record struct EventPack(BusMessage Message, int Events);
