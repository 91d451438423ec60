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

    /// <summary>The process receives SIGTERM, and is started again when it has ended, at the end of the fault at the earliest.</summary>
    Terminate,

    /// <summary>The node is drained by the admin API, with a deadline in the middle of the fault; it serves again at its end.</summary>
    Drain,

    /// <summary>A drain of the node with a late deadline begins, and is cancelled at the end of the fault.</summary>
    CancelledDrain,

    /// <summary>One child of the process is suspended: a media worker, or the worker of the Functions host.</summary>
    FreezeChild,

    /// <summary>One child of the process is killed.</summary>
    KillChild,

    /// <summary>The receiver of webhooks answers 500.</summary>
    Refuse,
}
