namespace Signal.Mediasoup;

/// <summary>The parameters of an RTX stream.</summary>
public sealed record RtxStreamParameters
{
    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The MIME type of the codec.</summary>
    public required string MimeType { get; init; }

    /// <summary>The clock rate, in hertz.</summary>
    public required uint ClockRate { get; init; }

    /// <summary>The repaired RID, if any.</summary>
    public string? Rrid { get; init; }

    /// <summary>The CNAME.</summary>
    public required string Cname { get; init; }
}
