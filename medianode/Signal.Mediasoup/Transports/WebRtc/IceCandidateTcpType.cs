using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The kind of a TCP candidate.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceCandidateTcpType>))]
public enum IceCandidateTcpType
{
    /// <summary>The endpoint opens the connection.</summary>
    [JsonStringEnumMemberName("passive")]
    Passive,
}
