using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a worker.</summary>
public sealed record WorkerDump
{
    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>Its WebRTC servers.</summary>
    public required ImmutableArray<WebRtcServerId> WebRtcServerIds { get; init; }

    /// <summary>Its routers.</summary>
    public required ImmutableArray<RouterId> RouterIds { get; init; }

    /// <summary>The ids that its channel knows.</summary>
    public required ChannelMessageHandlers ChannelMessageHandlers { get; init; }
}
