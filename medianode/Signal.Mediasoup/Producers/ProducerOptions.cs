using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create a producer.</summary>
public sealed record ProducerOptions
{
    /// <summary>The producer's id. Only for a producer that is piped from another router; else one is chosen.</summary>
    public ProducerId? Id { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>What the endpoint sends.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>Whether the producer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>How long to wait before asking the sender for another key frame. Video only; whole milliseconds.</summary>
    public TimeSpan KeyFrameRequestDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Whether to add mediasoup's packet id header extension to what comes in.</summary>
    public bool EnableMediasoupPacketIdHeaderExtension { get; init; }

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new producer before any of its events is raised: the place to add handlers.</summary>
    public Action<Producer>? OnCreated { get; init; }
}
