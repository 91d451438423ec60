namespace Signal.Local.Processes;

/// <summary>A process of the stack.</summary>
internal sealed record ProcessSpec
{
    /// <summary>Its name for people, and its log's.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public required string WorkingFolder { get; init; }

    /// <summary>The signal that asks it to stop.</summary>
    public PosixSignalNumber StopSignal { get; init; } = PosixSignalNumber.Terminate;

    /// <summary>How long it may take to stop.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
