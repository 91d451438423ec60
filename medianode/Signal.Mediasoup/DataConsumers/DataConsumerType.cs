using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The type of a data consumer.</summary>
[JsonConverter(typeof(MediasoupEnumConverter<DataConsumerType>))]
public enum DataConsumerType
{
    /// <summary>Messages are sent over SCTP.</summary>
    [JsonStringEnumMemberName("sctp")]
    Sctp,

    /// <summary>Messages are delivered to this process.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
}
