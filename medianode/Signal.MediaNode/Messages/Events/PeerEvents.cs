using System.Text.Json;
using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Messages.Events;

/// <summary>Another peer joined. Also an entry of the peer list in the answer to <c>join</c>.</summary>
internal sealed record NewPeer(string Id, string? DisplayName, JsonElement? Device, string UserId, string? Metadata) : IServerEvent
{
    public static string Name => "newPeer";
}

/// <summary>Another peer left.</summary>
internal sealed record PeerClosed(string PeerId) : IServerEvent
{
    public static string Name => "peerClosed";
}

/// <summary>The name or metadata of a peer changed.</summary>
internal sealed record PeerChanged(string PeerId, string? DisplayName, string? Metadata, Grants? Grants) : IServerEvent
{
    public static string Name => "peerUpdated";
}

/// <summary>The grants of this peer changed.</summary>
internal sealed record GrantsChanged(Grants Grants) : IServerEvent
{
    public static string Name => "grantsChanged";
}

/// <summary>An admin muted this peer, or asks it to unmute.</summary>
internal sealed record MuteRequested(string? ProducerId, string? Kind, bool Muted) : IServerEvent
{
    public static string Name => "muteRequested";
}

/// <summary>This peer was removed from the room; the connection is closed.</summary>
internal sealed record Kicked(string? Reason) : IServerEvent
{
    public static string Name => "kicked";
}
