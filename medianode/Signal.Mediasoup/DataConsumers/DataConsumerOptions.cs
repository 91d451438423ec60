using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>
/// Options for creating a data consumer. The three reliability settings apply to SCTP only and default to those of the data producer.
/// </summary>
public sealed record DataConsumerOptions
{
    /// <summary>The id of the data producer to consume.</summary>
    public required DataProducerId DataProducerId { get; init; }

    /// <summary>Whether messages are delivered reliably and in order.</summary>
    public bool? Ordered { get; init; }

    /// <summary>The time in milliseconds after which a message is no longer retransmitted, if not ordered.</summary>
    public ushort? MaxPacketLifeTime { get; init; }

    /// <summary>The maximum number of retransmissions of a message, if not ordered.</summary>
    public ushort? MaxRetransmits { get; init; }

    /// <summary>Whether the data consumer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>The subchannels that the data consumer receives.</summary>
    public ImmutableArray<ushort> Subchannels { get; init; } = [];

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new data consumer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<DataConsumer>? OnCreated { get; init; }
}
