using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a consumer.</summary>
public sealed record ConsumerOptions
{
    /// <summary>The id of the producer to consume.</summary>
    public required ProducerId ProducerId { get; init; }

    /// <summary>The RTP capabilities of the endpoint.</summary>
    public required RtpCapabilities RtpCapabilities { get; init; }

    /// <summary>
    /// Whether the consumer starts paused. Recommended for video: when it is resumed once the endpoint is ready, it starts with a key
    /// frame.
    /// </summary>
    public bool Paused { get; init; }

    /// <summary>The MID of the consumer; null: a number that increases with each consumer of the transport.</summary>
    public string? Mid { get; init; }

    /// <summary>The preferred layers, with simulcast and SVC; null: the highest.</summary>
    public ConsumerLayers? PreferredLayers { get; init; }

    /// <summary>
    /// Whether to answer NACKs with retransmissions. Null: enabled for video, disabled for audio. Opus is the only audio codec that
    /// supports it.
    /// </summary>
    public bool? EnableRtx { get; init; }

    /// <summary>Whether to drop DTX packets. Opus only.</summary>
    public bool IgnoreDtx { get; init; }

    /// <summary>Whether to forward all RTP streams of the producer unchanged.</summary>
    public bool Pipe { get; init; }

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new consumer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<Consumer>? OnCreated { get; init; }
}
