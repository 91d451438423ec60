using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The kind of an ICE candidate.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceCandidateType>))]
public enum IceCandidateType
{
    /// <summary>An address of the host itself.</summary>
    [JsonStringEnumMemberName("host")]
    Host,
}
