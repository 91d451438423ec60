using System.Text.Json.Nodes;

namespace Signal.Mediasoup;

/// <summary>Options for creating an audio level observer.</summary>
public sealed record AudioLevelObserverOptions
{
    /// <summary>The maximum number of entries in a volumes event, at least 1.</summary>
    public ushort MaxEntries { get; init; } = 1;

    /// <summary>The minimum average volume of an entry, in dBvo from -127 to 0.</summary>
    public sbyte Threshold { get; init; } = -80;

    /// <summary>The interval at which volumes are measured, in milliseconds.</summary>
    public ushort Interval { get; init; } = 1000;

    /// <summary>Custom application data.</summary>
    public JsonObject? AppData { get; init; }

    /// <summary>Called with the new observer before its first event is raised. Handlers added here miss no event.</summary>
    public Action<AudioLevelObserver>? OnCreated { get; init; }
}
