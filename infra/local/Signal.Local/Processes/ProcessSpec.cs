namespace Signal.Local.Processes;

/// <summary>The start parameters of a process of the stack.</summary>
internal sealed record ProcessSpec
{
    /// <summary>The display name, also used for the log file.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public required string WorkingFolder { get; init; }

    /// <summary>The signal that stops the process.</summary>
    public PosixSignalNumber StopSignal { get; init; } = PosixSignalNumber.Terminate;

    /// <summary>The grace period before the process is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
