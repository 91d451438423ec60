using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>
/// How to create a data consumer. The three reliability settings apply to SCTP only, and default to those of the data producer.
/// </summary>
public sealed record DataConsumerOptions
{
    /// <summary>The data producer to consume.</summary>
    public required DataProducerId DataProducerId { get; init; }

    /// <summary>Whether messages arrive in order, and reliably.</summary>
    public bool? Ordered { get; init; }

    /// <summary>For how many milliseconds a message is retransmitted, if not ordered.</summary>
    public ushort? MaxPacketLifeTime { get; init; }

    /// <summary>How many times a message is retransmitted, if not ordered.</summary>
    public ushort? MaxRetransmits { get; init; }

    /// <summary>Whether the data consumer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>The subchannels that it listens to.</summary>
    public ImmutableArray<ushort> Subchannels { get; init; } = [];

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new data consumer before any of its events is raised: the place to add handlers.</summary>
    public Action<DataConsumer>? OnCreated { get; init; }
}
