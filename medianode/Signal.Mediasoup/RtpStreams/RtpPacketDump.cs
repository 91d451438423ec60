namespace Signal.Mediasoup;

/// <summary>A traced RTP packet.</summary>
public sealed record RtpPacketDump
{
    /// <summary>The payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The sequence number.</summary>
    public required ushort SequenceNumber { get; init; }

    /// <summary>The RTP timestamp.</summary>
    public required uint Timestamp { get; init; }

    /// <summary>The marker bit.</summary>
    public required bool Marker { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>Whether the packet belongs to a key frame.</summary>
    public required bool IsKeyFrame { get; init; }

    /// <summary>The size of the packet, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The size of the payload, in bytes.</summary>
    public required long PayloadSize { get; init; }

    /// <summary>The spatial layer.</summary>
    public required byte SpatialLayer { get; init; }

    /// <summary>The temporal layer.</summary>
    public required byte TemporalLayer { get; init; }

    /// <summary>The MID, if present.</summary>
    public string? Mid { get; init; }

    /// <summary>The RID, if present.</summary>
    public string? Rid { get; init; }

    /// <summary>The repaired RID, if present.</summary>
    public string? Rrid { get; init; }

    /// <summary>The transport-wide sequence number, if present.</summary>
    public ushort? WideSequenceNumber { get; init; }
}
