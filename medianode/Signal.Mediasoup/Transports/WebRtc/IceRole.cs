using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The ICE role of the router.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<IceRole>))]
public enum IceRole
{
    /// <summary>Controlled: the endpoint nominates the candidate pair.</summary>
    [JsonStringEnumMemberName("controlled")]
    Controlled,

    /// <summary>Controlling: the router nominates the candidate pair.</summary>
    [JsonStringEnumMemberName("controlling")]
    Controlling,
}
