using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>A codec that a router or an endpoint can handle.</summary>
public sealed record RtpCodecCapability : RtpCodec
{
    /// <summary>Audio or video: the first part of <see cref="RtpCodec.MimeType"/>.</summary>
    [JsonPropertyOrder(-6)]
    public MediaKind Kind => KindByMimeType;

    /// <summary>
    /// The RTP payload type that its owner prefers. A router chooses one for those of its media codecs that have none; if given there,
    /// keep it within 96-127.
    /// </summary>
    [JsonPropertyOrder(-4)]
    public int? PreferredPayloadType { get; init; }
}
