using System.Text.Json;
using Signal.Contracts.Tokens;

namespace Signal.MediaNode.Messages.Events;

/// <summary>Another peer joined. Also an entry of the list that <c>join</c> answers.</summary>
internal sealed record NewPeer(string Id, string? DisplayName, JsonElement? Device, string UserId, string? Metadata) : IServerEvent
{
    public static string Name => "newPeer";
}

/// <summary>Another peer is gone.</summary>
internal sealed record PeerClosed(string PeerId) : IServerEvent
{
    public static string Name => "peerClosed";
}

/// <summary>A peer is called otherwise, or is described otherwise, than before.</summary>
internal sealed record PeerChanged(string PeerId, string? DisplayName, string? Metadata, Grants? Grants) : IServerEvent
{
    public static string Name => "peerUpdated";
}

/// <summary>This peer may do more, or less, than before.</summary>
internal sealed record GrantsChanged(Grants Grants) : IServerEvent
{
    public static string Name => "grantsChanged";
}

/// <summary>Somebody muted this peer, or would like to hear it again.</summary>
internal sealed record MuteRequested(string? ProducerId, string? Kind, bool Muted) : IServerEvent
{
    public static string Name => "muteRequested";
}

/// <summary>This peer was removed; the connection ends.</summary>
internal sealed record Kicked(string? Reason) : IServerEvent
{
    public static string Name => "kicked";
}
