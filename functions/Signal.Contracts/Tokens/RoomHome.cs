namespace Signal.Contracts.Tokens;

/// <summary>
/// The node that owns a room: it decides who is in the room, and reports it. Its link address and key are in the <see cref="NodeKeySet"/>.
/// </summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="Epoch">The start of the node's process, Unix milliseconds.</param>
/// <param name="Version">The number of times that another node has taken over the room. A node ignores a home of a lower version than it knows.</param>
public sealed record RoomHome(string NodeId, long Epoch, long Version = 0);
