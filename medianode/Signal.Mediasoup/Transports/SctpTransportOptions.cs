namespace Signal.Mediasoup;

/// <summary>What the kinds of transport that can carry SCTP can be given.</summary>
public abstract record SctpTransportOptions : TransportOptions
{
    private protected SctpTransportOptions()
    {
    }

    /// <summary>Whether to set an SCTP association up.</summary>
    public virtual bool EnableSctp { get; init; }

    /// <summary>The size of the SCTP send buffer, in bytes.</summary>
    public uint SctpSendBufferSize { get; init; } = 2_000_000;

    /// <summary>The limit on what one stream may have in the send queue, in bytes.</summary>
    public uint SctpPerStreamSendQueueLimit { get; init; } = 2_000_000;

    /// <summary>The largest SCTP receive window, in bytes. Somewhat more than the largest message that is to be received.</summary>
    public uint SctpMaxReceiverWindowBufferSize { get; init; } = 5_242_880;

    /// <summary>
    /// The amount of buffered bytes at or below which a data consumer raises its event. Each can have its own with
    /// <see cref="DataConsumer.SetBufferedAmountLowThresholdAsync"/>.
    /// </summary>
    public uint SctpDefaultStreamBufferedAmountLowThreshold { get; init; } = 1024;
}
