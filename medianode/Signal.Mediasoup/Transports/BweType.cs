using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a bandwidth estimation.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<BweType>))]
public enum BweType
{
    /// <summary>Transport-wide congestion control.</summary>
    [JsonStringEnumMemberName("transport-cc")]
    TransportCc,

    /// <summary>Receiver estimated maximum bitrate.</summary>
    [JsonStringEnumMemberName("remb")]
    Remb,
}
