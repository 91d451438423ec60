namespace Signal.Local.Processes;

/// <summary>The signals that are sent to children; numbers of Linux.</summary>
internal enum PosixSignalNumber
{
    /// <summary>SIGINT.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,
}
