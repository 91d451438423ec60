using Signal.Contracts.Tokens;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;

namespace Signal.MediaNode.Rooms;

/// <summary>What opens a room: the first token for it, or a satellite that attaches.</summary>
/// <param name="Key">The room.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Home">The node that owns the room; null: this one.</param>
/// <param name="HomeVersion">The version of the home.</param>
internal sealed record RoomOpening(RoomKey Key, RoomSettings Settings, NodeInstance? Home, long HomeVersion);
