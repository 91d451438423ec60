namespace Signal.Functions.Commands;

/// <summary>Section <c>Commands</c>.</summary>
public sealed record CommandsOptions
{
    /// <summary>After this a node drops a command.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(2);
}
