using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>What a transport connects to.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TransportType>))]
public enum TransportType
{
    /// <summary>A WebRTC endpoint, over ICE and DTLS.</summary>
    [JsonStringEnumMemberName("webrtc")]
    WebRtc,

    /// <summary>An RTP endpoint, over UDP.</summary>
    [JsonStringEnumMemberName("plain")]
    Plain,

    /// <summary>Another router.</summary>
    [JsonStringEnumMemberName("pipe")]
    Pipe,

    /// <summary>This process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
