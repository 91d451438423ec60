using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The way of what a trace event tells of, as the router sees it.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TraceDirection>))]
public enum TraceDirection
{
    /// <summary>Received by the router.</summary>
    [JsonStringEnumMemberName("in")]
    In,

    /// <summary>Sent by the router.</summary>
    [JsonStringEnumMemberName("out")]
    Out,
}
