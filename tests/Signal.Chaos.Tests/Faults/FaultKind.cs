namespace Signal.Chaos.Tests.Faults;

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>Connections end in order; new ones pass.</summary>
    Cut,

    /// <summary>Connections end with RST; new ones pass.</summary>
    Reset,

    /// <summary>Bytes arrive late.</summary>
    Delay,

    /// <summary>Few bytes a second pass.</summary>
    Throttle,

    /// <summary>Nothing arrives, and nothing is refused.</summary>
    BlackHole,

    /// <summary>The process is held still, with all of its children.</summary>
    Freeze,

    /// <summary>The process is killed, and started again at the end of the fault.</summary>
    Kill,

    /// <summary>One child of the process is held still: a media worker, or the worker of the Functions host.</summary>
    FreezeChild,

    /// <summary>One child of the process is killed.</summary>
    KillChild,

    /// <summary>The receiver of webhooks answers 500.</summary>
    Refuse,
}
