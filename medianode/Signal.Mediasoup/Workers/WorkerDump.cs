using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a worker.</summary>
public sealed record WorkerDump
{
    /// <summary>The process id.</summary>
    public required int Pid { get; init; }

    /// <summary>The ids of its WebRTC servers.</summary>
    public required ImmutableArray<WebRtcServerId> WebRtcServerIds { get; init; }

    /// <summary>The ids of its routers.</summary>
    public required ImmutableArray<RouterId> RouterIds { get; init; }

    /// <summary>The handler ids that are registered in its channel.</summary>
    public required ChannelMessageHandlers ChannelMessageHandlers { get; init; }
}
