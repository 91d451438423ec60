namespace Signal.Contracts.Tokens;

/// <summary>
/// The node that owns a room: it decides who is in the room, and reports it. Its link address and key are in the <see cref="NodeKeySet"/>.
/// </summary>
/// <param name="NodeId">The node's id.</param>
/// <param name="Epoch">The start of the node's process, Unix milliseconds.</param>
public sealed record RoomHome(string NodeId, long Epoch);
