using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a WebRTC server.</summary>
public sealed record WebRtcServerOptions
{
    /// <summary>Where it listens. At least one.</summary>
    public required ImmutableArray<TransportListenInfo> ListenInfos { get; init; }

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new server before any of its events is raised: the place to add handlers.</summary>
    public Action<WebRtcServer>? OnCreated { get; init; }
}
