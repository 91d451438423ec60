using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>One RTP stream of a producer or consumer, with its retransmission stream if it has one.</summary>
public sealed record RtpEncodingParameters
{
    /// <summary>The SSRC of the media stream.</summary>
    public uint? Ssrc { get; init; }

    /// <summary>The RID (RFC 8851), unique among the encodings.</summary>
    public string? Rid { get; init; }

    /// <summary>The payload type of the codec in use; the first media codec if not given.</summary>
    public int? CodecPayloadType { get; init; }

    /// <summary>The retransmission stream.</summary>
    public RtxParameters? Rtx { get; init; }

    /// <summary>
    /// Whether the sender pauses transmission when there is nothing to send (audio silence, a still screen). It turns the worker's
    /// inactivity checks off.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Dtx { get; init; }

    /// <summary>Spatial and temporal layers as in webrtc-svc, for example <c>L1T3</c> or <c>L3T3_KEY</c>.</summary>
    public string? ScalabilityMode { get; init; }

    /// <summary>The greatest bitrate announced for the stream, in bits per second.</summary>
    public long? MaxBitrate { get; init; }
}
