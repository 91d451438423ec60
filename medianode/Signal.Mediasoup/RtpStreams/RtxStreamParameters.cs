namespace Signal.Mediasoup;

/// <summary>What an RTX stream is.</summary>
public sealed record RtxStreamParameters
{
    /// <summary>The SSRC.</summary>
    public required uint Ssrc { get; init; }

    /// <summary>The payload type.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The codec.</summary>
    public required string MimeType { get; init; }

    /// <summary>The clock rate, in hertz.</summary>
    public required uint ClockRate { get; init; }

    /// <summary>The repaired RID, if there is one.</summary>
    public string? Rrid { get; init; }

    /// <summary>The CNAME.</summary>
    public required string Cname { get; init; }
}
