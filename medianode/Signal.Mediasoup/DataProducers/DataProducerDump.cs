namespace Signal.Mediasoup;

/// <summary>The internal state of a data producer.</summary>
public sealed record DataProducerDump
{
    /// <summary>The data producer's id.</summary>
    public required DataProducerId Id { get; init; }

    /// <summary>How messages reach it.</summary>
    public required DataProducerType Type { get; init; }

    /// <summary>Its SCTP stream, over SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }
}
