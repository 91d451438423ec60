namespace Signal.Mediasoup;

/// <summary>The capabilities negotiated for a connected SCTP association.</summary>
public sealed record SctpNegotiatedCapabilities
{
    /// <summary>The number of streams on which the router can send.</summary>
    public required int NegotiatedMaxOutboundStreams { get; init; }

    /// <summary>The number of streams on which the router can receive.</summary>
    public required int NegotiatedMaxInboundStreams { get; init; }
}
