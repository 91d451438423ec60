namespace Signal.Mediasoup;

/// <summary>The options of transports that support SCTP.</summary>
public abstract record SctpTransportOptions : TransportOptions
{
    private protected SctpTransportOptions()
    {
    }

    /// <summary>Whether to create an SCTP association.</summary>
    public virtual bool EnableSctp { get; init; }

    /// <summary>The size of the SCTP send buffer, in bytes.</summary>
    public uint SctpSendBufferSize { get; init; } = 2_000_000;

    /// <summary>The maximum amount of data that one stream can have in the send queue, in bytes.</summary>
    public uint SctpPerStreamSendQueueLimit { get; init; } = 2_000_000;

    /// <summary>The maximum SCTP receive window, in bytes. Should be somewhat larger than the largest message to be received.</summary>
    public uint SctpMaxReceiverWindowBufferSize { get; init; } = 5_242_880;

    /// <summary>
    /// The number of buffered bytes at or below which a data consumer raises its event. It can be set per data consumer with
    /// <see cref="DataConsumer.SetBufferedAmountLowThresholdAsync"/>.
    /// </summary>
    public uint SctpDefaultStreamBufferedAmountLowThreshold { get; init; } = 1024;
}
