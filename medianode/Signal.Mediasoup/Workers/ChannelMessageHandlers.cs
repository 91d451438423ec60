using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The handler ids that the worker's channel knows.</summary>
public sealed record ChannelMessageHandlers
{
    /// <summary>Handlers of requests.</summary>
    public required ImmutableArray<string> ChannelRequestHandlers { get; init; }

    /// <summary>Handlers of notifications.</summary>
    public required ImmutableArray<string> ChannelNotificationHandlers { get; init; }
}
