namespace Signal.Local.Processes;

/// <summary>Linux numbers of the signals that are sent to child processes.</summary>
internal enum PosixSignalNumber
{
    /// <summary>SIGINT.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM.</summary>
    Terminate = 15,
}
