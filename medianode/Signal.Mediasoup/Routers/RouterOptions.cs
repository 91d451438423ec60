using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a router.</summary>
public sealed record RouterOptions
{
    /// <summary>The media codecs of the router. A codec without a payload type is assigned one.</summary>
    public ImmutableArray<RtpCodecCapability> MediaCodecs { get; init; } = [];

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new router before its first event is raised. Handlers added here miss no event.</summary>
    public Action<Router>? OnCreated { get; init; }
}
