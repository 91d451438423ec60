using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a data producer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DataProducerType>))]
public enum DataProducerType
{
    /// <summary>Messages are received over SCTP.</summary>
    [JsonStringEnumMemberName("sctp")]
    Sctp,

    /// <summary>Messages are sent by this process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
