namespace Signal.Chaos.Tests.Load;

/// <summary>The phases of the clients.</summary>
internal enum LoadPhase
{
    /// <summary>Clients join, act and leave.</summary>
    Storm,

    /// <summary>All clients join, and make no further changes.</summary>
    Calm,

    /// <summary>All clients leave finally.</summary>
    End,
}
