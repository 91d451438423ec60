using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a transport.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TransportType>))]
public enum TransportType
{
    /// <summary>Connects to a WebRTC endpoint, over ICE and DTLS.</summary>
    [JsonStringEnumMemberName("webrtc")]
    WebRtc,

    /// <summary>Connects to a plain RTP endpoint, over UDP.</summary>
    [JsonStringEnumMemberName("plain")]
    Plain,

    /// <summary>Connects to another router.</summary>
    [JsonStringEnumMemberName("pipe")]
    Pipe,

    /// <summary>Connects to this process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
