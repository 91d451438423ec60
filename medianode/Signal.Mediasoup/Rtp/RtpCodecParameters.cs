using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>A codec that a stream uses.</summary>
public sealed record RtpCodecParameters : RtpCodec
{
    /// <summary>The RTP payload type, unique among the codecs of a stream.</summary>
    [JsonPropertyOrder(-4)]
    public required int PayloadType { get; init; }
}
