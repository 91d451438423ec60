using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a consumer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ConsumerType>))]
public enum ConsumerType
{
    /// <summary>One RTP stream with one quality.</summary>
    [JsonStringEnumMemberName("simple")]
    Simple,

    /// <summary>One RTP stream, switched between the streams of a simulcast producer.</summary>
    [JsonStringEnumMemberName("simulcast")]
    Simulcast,

    /// <summary>One RTP stream with spatial or temporal layers.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,

    /// <summary>All RTP streams of the producer, unchanged.</summary>
    [JsonStringEnumMemberName("pipe")]
    Pipe,
}
