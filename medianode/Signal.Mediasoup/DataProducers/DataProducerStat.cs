using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a data producer.</summary>
public sealed record DataProducerStat
{
    /// <summary><c>data-producer</c>.</summary>
    [JsonInclude]
    public string Type { get; } = "data-producer";

    /// <summary>The timestamp of the statistics, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The label of the data channel.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public required string Protocol { get; init; }

    /// <summary>The number of messages received.</summary>
    public required long MessagesReceived { get; init; }

    /// <summary>The number of bytes received.</summary>
    public required long BytesReceived { get; init; }
}
