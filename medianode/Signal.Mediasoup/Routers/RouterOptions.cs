using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a router.</summary>
public sealed record RouterOptions
{
    /// <summary>The codecs of the router. A payload type that is not given is chosen.</summary>
    public ImmutableArray<RtpCodecCapability> MediaCodecs { get; init; } = [];

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new router before any of its events is raised: the place to add handlers.</summary>
    public Action<Router>? OnCreated { get; init; }
}
