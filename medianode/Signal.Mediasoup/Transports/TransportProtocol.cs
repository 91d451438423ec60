using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The network protocol of a socket.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<TransportProtocol>))]
public enum TransportProtocol
{
    /// <summary>UDP.</summary>
    [JsonStringEnumMemberName("udp")]
    Udp,

    /// <summary>TCP.</summary>
    [JsonStringEnumMemberName("tcp")]
    Tcp,
}
