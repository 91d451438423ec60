using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>How to create an audio level observer.</summary>
public sealed record AudioLevelObserverOptions
{
    /// <summary>The most entries in a volumes event. At least 1.</summary>
    public ushort MaxEntries { get; init; } = 1;

    /// <summary>The lowest average volume of an entry, in dBvo from -127 to 0.</summary>
    public sbyte Threshold { get; init; } = -80;

    /// <summary>How often volumes are looked at, in milliseconds.</summary>
    public ushort Interval { get; init; } = 1000;

    /// <summary>Data of the application.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Gets the new observer before any of its events is raised: the place to add handlers.</summary>
    public Action<AudioLevelObserver>? OnCreated { get; init; }
}
