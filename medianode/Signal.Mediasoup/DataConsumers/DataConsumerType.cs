using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>How a data consumer delivers messages.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DataConsumerType>))]
public enum DataConsumerType
{
    /// <summary>Over SCTP.</summary>
    [JsonStringEnumMemberName("sctp")]
    Sctp,

    /// <summary>To this process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
