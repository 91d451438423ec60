using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Trace event types of a transport.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TransportTraceEventType>))]
public enum TransportTraceEventType
{
    /// <summary>RTP probation packets sent.</summary>
    [JsonStringEnumMemberName("probation")]
    Probation,

    /// <summary>Bandwidth estimations.</summary>
    [JsonStringEnumMemberName("bwe")]
    Bwe,
}
