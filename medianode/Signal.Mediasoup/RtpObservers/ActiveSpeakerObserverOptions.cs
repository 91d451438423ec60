using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create an active speaker observer.</summary>
public sealed record ActiveSpeakerObserverOptions
{
    /// <summary>How often speech is looked at, in milliseconds.</summary>
    public ushort Interval { get; init; } = 300;

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new observer before any of its events is raised: the place to add handlers.</summary>
    public Action<ActiveSpeakerObserver>? OnCreated { get; init; }
}
