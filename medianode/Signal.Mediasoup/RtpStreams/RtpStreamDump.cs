using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The internal state of an RTP stream.</summary>
public sealed record RtpStreamDump
{
    /// <summary>What it is.</summary>
    [JsonPropertyName("params")]
    public required RtpStreamParameters Parameters { get; init; }

    /// <summary>Its score.</summary>
    public required byte Score { get; init; }

    /// <summary>Its RTX stream, if there is one.</summary>
    public RtxStreamDump? RtxStream { get; init; }
}
