using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a consumer on a pipe transport.</summary>
public sealed record PipeConsumerOptions
{
    /// <summary>The id of the producer to consume.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new consumer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<Consumer>? OnCreated { get; init; }
}
