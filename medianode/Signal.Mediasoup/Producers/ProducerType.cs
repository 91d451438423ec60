using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a producer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ProducerType>))]
public enum ProducerType
{
    /// <summary>One RTP stream.</summary>
    [JsonStringEnumMemberName("simple")]
    Simple,

    /// <summary>Several RTP streams with different qualities.</summary>
    [JsonStringEnumMemberName("simulcast")]
    Simulcast,

    /// <summary>One RTP stream with spatial or temporal layers.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,
}
