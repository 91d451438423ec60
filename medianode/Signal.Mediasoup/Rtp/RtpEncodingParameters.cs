using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>One RTP stream of a producer or consumer, with its retransmission stream, if any.</summary>
public sealed record RtpEncodingParameters
{
    /// <summary>The SSRC of the media stream.</summary>
    public uint? Ssrc { get; init; }

    /// <summary>The RID (RFC 8851), unique among the encodings.</summary>
    public string? Rid { get; init; }

    /// <summary>The payload type of the codec; null: the first media codec.</summary>
    public int? CodecPayloadType { get; init; }

    /// <summary>The retransmission stream.</summary>
    public RtxParameters? Rtx { get; init; }

    /// <summary>
    /// Whether the sender stops transmission when there is nothing to send (audio silence, a still screen). If so, the worker's inactivity
    /// checks are disabled.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Dtx { get; init; }

    /// <summary>The scalability mode (webrtc-svc), such as <c>L1T3</c> or <c>L3T3_KEY</c>.</summary>
    public string? ScalabilityMode { get; init; }

    /// <summary>The maximum announced bitrate of the stream, in bits per second.</summary>
    public long? MaxBitrate { get; init; }
}
