namespace Signal.Contracts.Messages;

/// <summary>A media or data producer of a peer.</summary>
public sealed record ProducerInfo
{
    /// <summary>The producer id.</summary>
    public required string ProducerId { get; init; }

    /// <summary><c>audio</c>, <c>video</c> or <c>data</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>camera</c>, <c>microphone</c>, <c>screen</c>, …: the client's <c>appData.source</c>; for data its label.</summary>
    public string? Source { get; init; }

    /// <summary>The MIME type of the codec; null for data.</summary>
    public string? MimeType { get; init; }

    /// <summary>Whether the producer is paused.</summary>
    public bool Paused { get; init; }
}
