namespace Signal.Mediasoup;

/// <summary>What both sides of a connected SCTP association agreed on.</summary>
public sealed record SctpNegotiatedCapabilities
{
    /// <summary>The number of streams that the router may send on.</summary>
    public required int NegotiatedMaxOutboundStreams { get; init; }

    /// <summary>The number of streams that the router may receive on.</summary>
    public required int NegotiatedMaxInboundStreams { get; init; }
}
