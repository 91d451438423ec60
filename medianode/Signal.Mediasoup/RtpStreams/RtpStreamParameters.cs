namespace Signal.Mediasoup;

/// <summary>The parameters of an RTP stream.</summary>
public sealed record RtpStreamParameters
{
    /// <summary>The index of the encoding.</summary>
    public required uint EncodingIdx { get; init; }

    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The MIME type of the codec.</summary>
    public required string MimeType { get; init; }

    /// <summary>The clock rate, in hertz.</summary>
    public required uint ClockRate { get; init; }

    /// <summary>The RID, if there is one.</summary>
    public string? Rid { get; init; }

    /// <summary>The CNAME.</summary>
    public required string Cname { get; init; }

    /// <summary>The SSRC of the RTX stream, if there is one.</summary>
    public uint? RtxSsrc { get; init; }

    /// <summary>The payload type of the RTX stream, if there is one.</summary>
    public byte? RtxPayloadType { get; init; }

    /// <summary>Whether NACK is used.</summary>
    public required bool UseNack { get; init; }

    /// <summary>Whether PLI is used.</summary>
    public required bool UsePli { get; init; }

    /// <summary>Whether FIR is used.</summary>
    public required bool UseFir { get; init; }

    /// <summary>Whether in-band FEC is used.</summary>
    public required bool UseInBandFec { get; init; }

    /// <summary>Whether DTX is used.</summary>
    public required bool UseDtx { get; init; }

    /// <summary>The number of spatial layers.</summary>
    public required byte SpatialLayers { get; init; }

    /// <summary>The number of temporal layers.</summary>
    public required byte TemporalLayers { get; init; }
}
