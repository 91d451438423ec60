using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The internal state of an RTP stream.</summary>
public sealed record RtpStreamDump
{
    /// <summary>The parameters of the stream.</summary>
    [JsonPropertyName("params")]
    public required RtpStreamParameters Parameters { get; init; }

    /// <summary>The score, from 0 to 10.</summary>
    public required byte Score { get; init; }

    /// <summary>The RTX stream, if any.</summary>
    public RtxStreamDump? RtxStream { get; init; }
}
