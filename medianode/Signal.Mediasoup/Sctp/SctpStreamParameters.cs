namespace Signal.Mediasoup;

/// <summary>How reliable one SCTP stream is.</summary>
public sealed record SctpStreamParameters
{
    /// <summary>The stream's id.</summary>
    public required ushort StreamId { get; init; }

    /// <summary>
    /// Whether messages arrive in order, and reliably. True if not given, unless one of the two limits is given. It cannot be true
    /// together with one of them.
    /// </summary>
    public bool? Ordered { get; init; }

    /// <summary>For how many milliseconds a message is retransmitted. Not together with <see cref="MaxRetransmits"/>.</summary>
    public ushort? MaxPacketLifeTime { get; init; }

    /// <summary>How many times a message is retransmitted. Not together with <see cref="MaxPacketLifeTime"/>.</summary>
    public ushort? MaxRetransmits { get; init; }
}
