using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The internal state of a data consumer.</summary>
public sealed record DataConsumerDump
{
    /// <summary>The data consumer's id.</summary>
    public required DataConsumerId Id { get; init; }

    /// <summary>The id of its data producer.</summary>
    public required DataProducerId DataProducerId { get; init; }

    /// <summary>The data consumer type.</summary>
    public required DataConsumerType Type { get; init; }

    /// <summary>The SCTP stream parameters; null without SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>The label of the data channel.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public required string Protocol { get; init; }

    /// <summary>The number of bytes that wait to be sent.</summary>
    public required uint BufferedAmount { get; init; }

    /// <summary>The number of buffered bytes at or below which the worker reports a low buffered amount.</summary>
    public required uint BufferedAmountLowThreshold { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }

    /// <summary>Whether its data producer is paused.</summary>
    public required bool DataProducerPaused { get; init; }

    /// <summary>The subchannels that the data consumer receives.</summary>
    public required ImmutableArray<ushort> Subchannels { get; init; }
}
