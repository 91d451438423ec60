namespace Signal.Functions.Commands;

/// <summary>Section <c>Commands</c>.</summary>
public sealed record CommandsOptions
{
    /// <summary>After this a node drops a command.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the bus may take to accept a command; then the request is answered with 503.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(3);
}
