namespace Signal.Chaos.Tests.Faults;

/// <summary>The kinds of faults.</summary>
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

    /// <summary>No bytes arrive, and no connection is refused.</summary>
    BlackHole,

    /// <summary>The process and all of its children are suspended.</summary>
    Freeze,

    /// <summary>The process is killed, and started again at the end of the fault.</summary>
    Kill,

    /// <summary>One child of the process is suspended: a media worker, or the worker of the Functions host.</summary>
    FreezeChild,

    /// <summary>One child of the process is killed.</summary>
    KillChild,

    /// <summary>The receiver of webhooks answers 500.</summary>
    Refuse,
}
