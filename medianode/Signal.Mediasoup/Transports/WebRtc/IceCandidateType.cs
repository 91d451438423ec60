using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of an ICE candidate.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceCandidateType>))]
public enum IceCandidateType
{
    /// <summary>Host candidate: an address of the host itself.</summary>
    [JsonStringEnumMemberName("host")]
    Host,
}
