namespace Signal.Mediasoup;

/// <summary>An RTP packet that was traced.</summary>
public sealed record RtpPacketDump
{
    /// <summary>The payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The sequence number.</summary>
    public required ushort SequenceNumber { get; init; }

    /// <summary>The RTP time stamp.</summary>
    public required uint Timestamp { get; init; }

    /// <summary>The marker bit.</summary>
    public required bool Marker { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>Whether it belongs to a key frame.</summary>
    public required bool IsKeyFrame { get; init; }

    /// <summary>The size of the packet, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The size of its payload, in bytes.</summary>
    public required long PayloadSize { get; init; }

    /// <summary>The spatial layer.</summary>
    public required byte SpatialLayer { get; init; }

    /// <summary>The temporal layer.</summary>
    public required byte TemporalLayer { get; init; }

    /// <summary>The MID, if it has one.</summary>
    public string? Mid { get; init; }

    /// <summary>The RID, if it has one.</summary>
    public string? Rid { get; init; }

    /// <summary>The repaired RID, if it has one.</summary>
    public string? Rrid { get; init; }

    /// <summary>The transport-wide sequence number, if it has one.</summary>
    public ushort? WideSequenceNumber { get; init; }
}
