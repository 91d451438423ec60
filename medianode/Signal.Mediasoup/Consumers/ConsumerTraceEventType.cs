using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What consumers can trace.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ConsumerTraceEventType>))]
public enum ConsumerTraceEventType
{
    /// <summary>Packets of key frames.</summary>
    [JsonStringEnumMemberName("keyframe")]
    KeyFrame,

    /// <summary>FIRs.</summary>
    [JsonStringEnumMemberName("fir")]
    Fir,

    /// <summary>NACKs.</summary>
    [JsonStringEnumMemberName("nack")]
    Nack,

    /// <summary>PLIs.</summary>
    [JsonStringEnumMemberName("pli")]
    Pli,

    /// <summary>RTP packets.</summary>
    [JsonStringEnumMemberName("rtp")]
    Rtp,
}
