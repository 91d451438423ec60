namespace Signal.Mediasoup;

/// <summary>The internal state of a data producer.</summary>
public sealed record DataProducerDump
{
    /// <summary>The data producer's id.</summary>
    public required DataProducerId Id { get; init; }

    /// <summary>The data producer type.</summary>
    public required DataProducerType Type { get; init; }

    /// <summary>The SCTP stream parameters; null without SCTP.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>The label of the data channel.</summary>
    public required string Label { get; init; }

    /// <summary>The sub-protocol of the data channel.</summary>
    public required string Protocol { get; init; }

    /// <summary>Whether it is paused.</summary>
    public required bool Paused { get; init; }
}
