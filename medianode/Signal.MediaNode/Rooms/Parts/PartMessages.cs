using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>Identifies a room in messages between nodes.</summary>
internal readonly record struct RoomKey(string Tenant, string RoomId);

/// <summary>A satellite attaches to its home, which describes the room in changes before it answers.</summary>
/// <param name="Room">The room.</param>
/// <param name="Attachment">The number of the satellite's attachments so far, which the changes carry.</param>
/// <param name="Settings">The room's settings in the token that opened the satellite: the home may not be open yet.</param>
/// <param name="Applied">The last change that the satellite has applied.</param>
/// <param name="HomeVersion">The version of the home that the satellite knows: the home may not know yet that it has taken over.</param>
internal sealed record Attach(RoomKey Room, long Attachment, RoomSettings Settings, ChangeNumber Applied, long HomeVersion);

/// <summary>The number of a change that the home announces.</summary>
/// <param name="Attachment">The attachment of the satellite; 0: no change.</param>
/// <param name="Sequence">Its number in the attachment.</param>
internal readonly record struct ChangeNumber(long Attachment, long Sequence)
{
    /// <summary>Whether the change is another one, or was sent before it.</summary>
    public bool IsUpTo(ChangeNumber other) => Attachment < other.Attachment || (Attachment == other.Attachment && Sequence <= other.Sequence);
}

/// <summary>A peer of a satellite wants to join.</summary>
internal sealed record JoinAtHome(RoomKey Room, PeerState Peer);

/// <summary>A peer of a satellite wants to publish: a slot of the room is reserved.</summary>
internal sealed record ReserveAtHome(RoomKey Room, string PeerId);

/// <summary>An admin on a satellite removes a peer.</summary>
internal sealed record KickAtHome(RoomKey Room, string PeerId, string? Reason);

/// <summary>An admin on a satellite mutes a peer.</summary>
internal sealed record MuteAtHome(RoomKey Room, string PeerId, string? Kind, string? ProducerId);

/// <summary>An answer without content.</summary>
internal sealed record Accepted;

/// <summary>A change that a satellite reports.</summary>
/// <param name="Room">The room.</param>
/// <param name="Change">The change.</param>
/// <param name="Applied">The last change of the home that it has applied.</param>
internal sealed record SatelliteReport(RoomKey Room, RoomChange Change, ChangeNumber Applied);

/// <summary>A change that the home announces.</summary>
/// <param name="Room">The room.</param>
/// <param name="Attachment">The attachment that it belongs to.</param>
/// <param name="Sequence">Its number, from 1 in each attachment. A gap leads to another attachment.</param>
/// <param name="Change">The change.</param>
internal sealed record HomeChange(RoomKey Room, long Attachment, long Sequence, RoomChange Change);
