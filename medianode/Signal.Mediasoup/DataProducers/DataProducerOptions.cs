using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a data producer.</summary>
public sealed record DataProducerOptions
{
    /// <summary>The id of the data producer. Only for one that is piped from another router; null: a random id.</summary>
    public DataProducerId? Id { get; init; }

    /// <summary>The SCTP stream parameters of the endpoint. Required over SCTP, ignored on a direct transport.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>A label that distinguishes data channels.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The name of the sub-protocol.</summary>
    public string Protocol { get; init; } = string.Empty;

    /// <summary>Whether the data producer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new data producer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<DataProducer>? OnCreated { get; init; }
}
