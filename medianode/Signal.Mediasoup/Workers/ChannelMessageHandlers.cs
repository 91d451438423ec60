using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The handler ids that are registered in the worker's channel.</summary>
public sealed record ChannelMessageHandlers
{
    /// <summary>Ids of request handlers.</summary>
    public required ImmutableArray<string> ChannelRequestHandlers { get; init; }

    /// <summary>Ids of notification handlers.</summary>
    public required ImmutableArray<string> ChannelNotificationHandlers { get; init; }
}
