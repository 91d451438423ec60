using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The internal state of an RTX stream.</summary>
public sealed record RtxStreamDump
{
    /// <summary>The parameters of the stream.</summary>
    [JsonPropertyName("params")]
    public required RtxStreamParameters Parameters { get; init; }
}
