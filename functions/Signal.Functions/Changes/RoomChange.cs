using Signal.Contracts.Messages;

namespace Signal.Functions.Changes;

/// <summary>
/// A change of a room caused by an event: the event itself, or a derived one, such as the end of a participant that is missing in a roster.
/// A participant begins and ends exactly once, and so does a room between two openings, even if events are lost, repeated or late.
/// </summary>
/// <param name="Id">The id of the change; the same when the event is folded again.</param>
/// <param name="Event">The event that describes the change.</param>
/// <param name="Source">The node, its epoch and the kind of its messages.</param>
/// <param name="Sequence">The number of the folded event within its source.</param>
/// <param name="Index">The number of the change within the event.</param>
public sealed record RoomChange(string Id, RoomEvent Event, string Source, long Sequence, int Index);
