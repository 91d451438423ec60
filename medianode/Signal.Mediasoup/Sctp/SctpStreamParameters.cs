namespace Signal.Mediasoup;

/// <summary>The parameters of an SCTP stream: its id and reliability.</summary>
public sealed record SctpStreamParameters
{
    /// <summary>The stream's id.</summary>
    public required ushort StreamId { get; init; }

    /// <summary>
    /// Whether messages are delivered reliably and in order. Null: true, unless one of the two limits is set. It cannot be true together
    /// with one of them.
    /// </summary>
    public bool? Ordered { get; init; }

    /// <summary>The time in milliseconds after which a message is no longer retransmitted. Excludes <see cref="MaxRetransmits"/>.</summary>
    public ushort? MaxPacketLifeTime { get; init; }

    /// <summary>The maximum number of retransmissions of a message. Excludes <see cref="MaxPacketLifeTime"/>.</summary>
    public ushort? MaxRetransmits { get; init; }
}
