using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a consumer on a pipe transport.</summary>
public sealed record PipeConsumerOptions
{
    /// <summary>The producer to consume.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new consumer before any of its events is raised: the place to add handlers.</summary>
    public Action<Consumer>? OnCreated { get; init; }
}
