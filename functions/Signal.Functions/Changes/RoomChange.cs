using Signal.Contracts.Messages;

namespace Signal.Functions.Changes;

/// <summary>
/// A change of a room that an event made: the event itself, or one that follows from it, such as the end of a participant that a roster lacks.
/// A participant begins and ends once, and so does a room between two openings, whatever was lost, repeated or late.
/// </summary>
/// <param name="Id">The id of the change: the same when the event is folded again.</param>
/// <param name="Event">What changed.</param>
/// <param name="Source">The node, its epoch, and how it speaks.</param>
/// <param name="Sequence">The number of the folded event within its source.</param>
/// <param name="Index">The number of the change within the event.</param>
public sealed record RoomChange(string Id, RoomEvent Event, string Source, long Sequence, int Index);
