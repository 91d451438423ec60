using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Trace event types of a consumer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ConsumerTraceEventType>))]
public enum ConsumerTraceEventType
{
    /// <summary>RTP packets of key frames.</summary>
    [JsonStringEnumMemberName("keyframe")]
    KeyFrame,

    /// <summary>Full intra requests (FIR).</summary>
    [JsonStringEnumMemberName("fir")]
    Fir,

    /// <summary>Negative acknowledgements (NACK).</summary>
    [JsonStringEnumMemberName("nack")]
    Nack,

    /// <summary>Picture loss indications (PLI).</summary>
    [JsonStringEnumMemberName("pli")]
    Pli,

    /// <summary>RTP packets.</summary>
    [JsonStringEnumMemberName("rtp")]
    Rtp,
}
