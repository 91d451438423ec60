namespace Signal.Chaos.Tests.Load;

/// <summary>What the clients do.</summary>
internal enum LoadPhase
{
    /// <summary>They come, act and go.</summary>
    Storm,

    /// <summary>All come, and stay as they are.</summary>
    Calm,

    /// <summary>All leave for good.</summary>
    End,
}
