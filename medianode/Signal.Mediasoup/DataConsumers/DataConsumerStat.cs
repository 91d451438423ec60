using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a data consumer.</summary>
public sealed record DataConsumerStat
{
    /// <summary><c>data-consumer</c>.</summary>
    [JsonInclude]
    public string Type { get; } = "data-consumer";

    /// <summary>When the statistics were taken, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Messages sent.</summary>
    public required long MessagesSent { get; init; }

    /// <summary>Bytes sent.</summary>
    public required long BytesSent { get; init; }

    /// <summary>Bytes waiting to be sent.</summary>
    public required uint BufferedAmount { get; init; }
}
