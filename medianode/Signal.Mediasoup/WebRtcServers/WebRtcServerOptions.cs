using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a WebRTC server.</summary>
public sealed record WebRtcServerOptions
{
    /// <summary>The addresses and ports to listen on, at least one.</summary>
    public required ImmutableArray<TransportListenInfo> ListenInfos { get; init; }

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new server before its first event is raised. Handlers added here miss no event.</summary>
    public Action<WebRtcServer>? OnCreated { get; init; }
}
