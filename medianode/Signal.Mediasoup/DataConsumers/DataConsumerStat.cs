using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a data consumer.</summary>
public sealed record DataConsumerStat
{
    /// <summary><c>data-consumer</c>.</summary>
    [JsonInclude]
    public string Type { get; } = "data-consumer";

    /// <summary>The timestamp of the statistics, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The label of the data channel.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public required string Protocol { get; init; }

    /// <summary>The number of messages sent.</summary>
    public required long MessagesSent { get; init; }

    /// <summary>The number of bytes sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>The number of bytes that wait to be sent.</summary>
    public required uint BufferedAmount { get; init; }
}
