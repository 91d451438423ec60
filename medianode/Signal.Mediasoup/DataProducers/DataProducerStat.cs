using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a data producer.</summary>
public sealed record DataProducerStat
{
    /// <summary><c>data-producer</c>.</summary>
    [JsonInclude]
    public string Type { get; } = "data-producer";

    /// <summary>When the statistics were taken, in milliseconds of the worker's clock.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Messages received.</summary>
    public required long MessagesReceived { get; init; }

    /// <summary>Bytes received.</summary>
    public required long BytesReceived { get; init; }
}
