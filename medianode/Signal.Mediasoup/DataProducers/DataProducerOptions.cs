using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a data producer.</summary>
public sealed record DataProducerOptions
{
    /// <summary>The data producer's id. Only for one that is piped from another router; else one is chosen.</summary>
    public DataProducerId? Id { get; init; }

    /// <summary>How the endpoint sends messages. Needed over SCTP, passed over on a direct transport.</summary>
    public SctpStreamParameters? SctpStreamParameters { get; init; }

    /// <summary>A label, to distinguish data channels.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>The name of the sub-protocol.</summary>
    public string Protocol { get; init; } = string.Empty;

    /// <summary>Whether the data producer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new data producer before any of its events is raised: the place to add handlers.</summary>
    public Action<DataProducer>? OnCreated { get; init; }
}
