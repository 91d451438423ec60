namespace Signal.Contracts.Messages;

/// <summary>Starts a drain: the node accepts no new rooms; peers that remain at the deadline are notified and disconnected.</summary>
public sealed record Drain : NodeCommand
{
    /// <summary>The deadline.</summary>
    public required DateTimeOffset Deadline { get; init; }
}

/// <summary>Cancels a drain: the node accepts rooms again.</summary>
public sealed record CancelDrain : NodeCommand;

/// <summary>
/// A newer process with the node's id is running. A process with a lower epoch closes its rooms and exits; all others ignore the command.
/// </summary>
public sealed record Supersede : NodeCommand
{
    /// <summary>The epoch of the newer process.</summary>
    public required long Epoch { get; init; }
}
