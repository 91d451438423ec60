using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What transports can trace.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TransportTraceEventType>))]
public enum TransportTraceEventType
{
    /// <summary>RTP packets sent to probe the link.</summary>
    [JsonStringEnumMemberName("probation")]
    Probation,

    /// <summary>Bandwidth estimations.</summary>
    [JsonStringEnumMemberName("bwe")]
    Bwe,
}
