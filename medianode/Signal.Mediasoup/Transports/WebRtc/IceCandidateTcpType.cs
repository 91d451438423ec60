using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a TCP candidate.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceCandidateTcpType>))]
public enum IceCandidateTcpType
{
    /// <summary>Passive: the endpoint opens the connection.</summary>
    [JsonStringEnumMemberName("passive")]
    Passive,
}
