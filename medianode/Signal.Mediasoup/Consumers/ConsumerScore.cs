using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The score of a consumer, from 0 to 10.</summary>
public sealed record ConsumerScore
{
    /// <summary>The score of the consumer's own stream.</summary>
    public required byte Score { get; init; }

    /// <summary>The score of the producer stream that is currently forwarded.</summary>
    public required byte ProducerScore { get; init; }

    /// <summary>The scores of all streams of the producer, in the order of its encodings.</summary>
    public required ImmutableArray<byte> ProducerScores { get; init; }
}
