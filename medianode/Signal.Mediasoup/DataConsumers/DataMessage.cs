using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>A message that a data consumer delivers to this process.</summary>
public sealed record DataMessage
{
    /// <summary>The payload.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The SCTP payload protocol id: 51 for text, 53 for binary, 56 and 57 for the same when empty.</summary>
    [JsonPropertyName("ppid")]
    public required uint PayloadProtocolId { get; init; }
}
