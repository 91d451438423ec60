using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>How a producer's streams make up its media.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ProducerType>))]
public enum ProducerType
{
    /// <summary>One stream.</summary>
    [JsonStringEnumMemberName("simple")]
    Simple,

    /// <summary>Several streams, one for each quality.</summary>
    [JsonStringEnumMemberName("simulcast")]
    Simulcast,

    /// <summary>One stream with spatial or temporal layers.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,
}
