using System.Text.Json.Serialization;
using Signal.Cascade;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Messages.Events;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>What happened in a room. A satellite tells its home about its own peers; the home tells the satellites about all others.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PeerArrived), "peerArrived")]
[JsonDerivedType(typeof(PeerRefreshed), "peerRefreshed")]
[JsonDerivedType(typeof(PeerDeparted), "peerDeparted")]
[JsonDerivedType(typeof(StreamAdded), "streamAdded")]
[JsonDerivedType(typeof(StreamPaused), "streamPaused")]
[JsonDerivedType(typeof(StreamRemoved), "streamRemoved")]
[JsonDerivedType(typeof(LoudestChanged), "loudestChanged")]
[JsonDerivedType(typeof(PublisherReleased), "publisherReleased")]
[JsonDerivedType(typeof(PartConfirmed), "partConfirmed")]
[JsonDerivedType(typeof(PartDetached), "partDetached")]
[JsonDerivedType(typeof(SettingsChanged), "settingsChanged")]
[JsonDerivedType(typeof(SpeakerChanged), "speakerChanged")]
[JsonDerivedType(typeof(PeerDismissed), "peerDismissed")]
[JsonDerivedType(typeof(PeerMuted), "peerMuted")]
[JsonDerivedType(typeof(CommandForwarded), "commandForwarded")]
[JsonDerivedType(typeof(MigrationStarted), "migrationStarted")]
[JsonDerivedType(typeof(HomeClosed), "homeClosed")]
internal abstract record RoomChange;

/// <summary>A peer has joined, or is described again.</summary>
internal sealed record PeerArrived(PeerState Peer) : RoomChange;

/// <summary>The grants, name or metadata of a peer changed. Null: not changed.</summary>
internal sealed record PeerRefreshed(string PeerId, Grants Grants, string? Name, string? Metadata) : RoomChange;

/// <summary>A peer has left.</summary>
internal sealed record PeerDeparted(string PeerId, PeerLeftReason Reason) : RoomChange;

/// <summary>A peer sends another stream.</summary>
internal sealed record StreamAdded(string PeerId, StreamState Stream) : RoomChange;

/// <summary>A stream was paused or resumed.</summary>
internal sealed record StreamPaused(string PeerId, string ProducerId, bool Paused) : RoomChange;

/// <summary>A stream has ended.</summary>
internal sealed record StreamRemoved(string PeerId, string ProducerId) : RoomChange;

/// <summary>To the home: the loudest stream of the part; null: silence.</summary>
internal sealed record LoudestChanged(Speaker? Loudest) : RoomChange;

/// <summary>To the home: a publisher slot that was reserved is not used.</summary>
internal sealed record PublisherReleased(string PeerId) : RoomChange;

/// <summary>To the home: the part has described all its peers since it attached. Others that the home knows of it are gone.</summary>
internal sealed record PartConfirmed : RoomChange;

/// <summary>To the home: the part has closed.</summary>
internal sealed record PartDetached : RoomChange;

/// <summary>To a satellite: the room's settings. The first change after an attachment.</summary>
internal sealed record SettingsChanged(RoomSettings Settings, bool Locked) : RoomChange;

/// <summary>To a satellite: the active speaker of the room; null: silence.</summary>
internal sealed record SpeakerChanged(string? PeerId, int? Volume) : RoomChange;

/// <summary>To the satellite of a peer: the peer is no longer in the room.</summary>
internal sealed record PeerDismissed(string PeerId, PeerLeftReason Reason, string? Farewell) : RoomChange;

/// <summary>To the satellite of a peer: an admin mutes it.</summary>
internal sealed record PeerMuted(string PeerId, string? Kind, string? ProducerId) : RoomChange;

/// <summary>To a satellite: a command of the control plane, which concerns its peers too.</summary>
internal sealed record CommandForwarded(NodeCommand Command) : RoomChange;

/// <summary>To a satellite: the home's peers move to another node, and so do those of the satellite.</summary>
internal sealed record MigrationStarted(Migrate Message) : RoomChange;

/// <summary>To a satellite: the room was closed.</summary>
internal sealed record HomeClosed(RoomEndReason Reason) : RoomChange;
