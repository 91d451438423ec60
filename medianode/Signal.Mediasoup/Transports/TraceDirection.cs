using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The direction of a traced packet or message, from the router's point of view.</summary>
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
