using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>How a consumer sends.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<ConsumerType>))]
public enum ConsumerType
{
    /// <summary>One stream of one quality.</summary>
    [JsonStringEnumMemberName("simple")]
    Simple,

    /// <summary>One stream, switched between those of a simulcast producer.</summary>
    [JsonStringEnumMemberName("simulcast")]
    Simulcast,

    /// <summary>One stream with layers.</summary>
    [JsonStringEnumMemberName("svc")]
    Svc,

    /// <summary>All the producer's streams as they are.</summary>
    [JsonStringEnumMemberName("pipe")]
    Pipe,
}
