using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a data consumer.</summary>
public sealed record DataConsumerDump
{
    /// <summary>The data consumer's id.</summary>
    public required DataConsumerId Id { get; init; }

    /// <summary>Its data producer.</summary>
    public required DataProducerId DataProducerId { get; init; }

    /// <summary>How it delivers messages.</summary>
    public required DataConsumerType Type { get; init; }

    /// <summary>Its SCTP stream, over SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Bytes waiting to be sent.</summary>
    public required uint BufferedAmount { get; init; }

    /// <summary>The amount at or below which the worker reports a low buffer.</summary>
    public required uint BufferedAmountLowThreshold { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether its data producer is paused.</summary>
    public required bool DataProducerPaused { get; init; }

    /// <summary>The subchannels that it listens to.</summary>
    public required ImmutableArray<ushort> Subchannels { get; init; }
}
