using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The topics of a worker's debug messages and warnings.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<WorkerLogTag>))]
public enum WorkerLogTag
{
    /// <summary>Software, library versions and process information.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>ICE.</summary>
    [JsonStringEnumMemberName("ice")]
    Ice,

    /// <summary>DTLS.</summary>
    [JsonStringEnumMemberName("dtls")]
    Dtls,

    /// <summary>RTP.</summary>
    [JsonStringEnumMemberName("rtp")]
    Rtp,

    /// <summary>SRTP.</summary>
    [JsonStringEnumMemberName("srtp")]
    Srtp,

    /// <summary>RTCP.</summary>
    [JsonStringEnumMemberName("rtcp")]
    Rtcp,

    /// <summary>RTP retransmission, with NACK, PLI and FIR.</summary>
    [JsonStringEnumMemberName("rtx")]
    Rtx,

    /// <summary>Transport-side bandwidth estimation.</summary>
    [JsonStringEnumMemberName("bwe")]
    Bwe,

    /// <summary>The scores of producers and consumers.</summary>
    [JsonStringEnumMemberName("score")]
    Score,

    /// <summary>Video simulcast.</summary>
    [JsonStringEnumMemberName("simulcast")]
    Simulcast,

    /// <summary>Video SVC.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,

    /// <summary>SCTP.</summary>
    [JsonStringEnumMemberName("sctp")]
    Sctp,

    /// <summary>Messages over SCTP or direct transports.</summary>
    [JsonStringEnumMemberName("message")]
    Message,
}
