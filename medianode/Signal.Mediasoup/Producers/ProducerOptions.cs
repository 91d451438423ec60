using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating a producer.</summary>
public sealed record ProducerOptions
{
    /// <summary>The id of the producer. Only for one that is piped from another router; null: a random id.</summary>
    public ProducerId? Id { get; init; }

    /// <summary>Audio or video.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The RTP parameters with which the endpoint sends.</summary>
    public required RtpParameters RtpParameters { get; init; }

    /// <summary>Whether the producer starts paused.</summary>
    public bool Paused { get; init; }

    /// <summary>The minimum time between two key frame requests to the sender. Video only; whole milliseconds.</summary>
    public TimeSpan KeyFrameRequestDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Whether to add mediasoup's packet id header extension to received packets.</summary>
    public bool EnableMediasoupPacketIdHeaderExtension { get; init; }

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new producer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<Producer>? OnCreated { get; init; }
}
