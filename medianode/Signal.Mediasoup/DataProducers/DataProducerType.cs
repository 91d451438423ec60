using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>How messages reach a data producer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DataProducerType>))]
public enum DataProducerType
{
    /// <summary>Over SCTP.</summary>
    [JsonStringEnumMemberName("sctp")]
    Sctp,

    /// <summary>From this process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
