using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a consumer.</summary>
public sealed record ConsumerOptions
{
    /// <summary>The producer to consume.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>What the endpoint can receive.</summary>
    public required RtpCapabilities RtpCapabilities { get; init; }

    /// <summary>
    /// Whether the consumer starts paused. Recommended for video: resumed once the endpoint is ready, it starts with a key frame.
    /// </summary>
    public bool Paused { get; init; }

    /// <summary>The MID. Without one, a number that grows with each consumer of the transport.</summary>
    public string? Mid { get; init; }

    /// <summary>The layers wished for, with simulcast and SVC. Without them, the highest.</summary>
    public ConsumerLayers? PreferredLayers { get; init; }

    /// <summary>
    /// Whether to answer NACKs with retransmissions. Null: for video yes, for audio no. Of the audio codecs, only Opus can.
    /// </summary>
    public bool? EnableRtx { get; init; }

    /// <summary>Whether to leave out DTX packets. Opus only.</summary>
    public bool IgnoreDtx { get; init; }

    /// <summary>Whether to send all the producer's streams as they are.</summary>
    public bool Pipe { get; init; }

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new consumer before any of its events is raised: the place to add handlers.</summary>
    public Action<Consumer>? OnCreated { get; init; }
}
