using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>A codec that a router or an endpoint supports.</summary>
public sealed record RtpCodecCapability : RtpCodec
{
    /// <summary>The media kind: the first part of <see cref="RtpCodec.MimeType"/>.</summary>
    [JsonPropertyOrder(-6)]
    public MediaKind Kind => KindByMimeType;

    /// <summary>
    /// The preferred RTP payload type. A router assigns one to media codecs without it; if set in a router's media codecs, it should be
    /// within 96-127.
    /// </summary>
    [JsonPropertyOrder(-4)]
    public int? PreferredPayloadType { get; init; }
}
