using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating an active speaker observer.</summary>
public sealed record ActiveSpeakerObserverOptions
{
    /// <summary>The interval at which the active speaker is determined, in milliseconds.</summary>
    public ushort Interval { get; init; } = 300;

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new observer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<ActiveSpeakerObserver>? OnCreated { get; init; }
}
