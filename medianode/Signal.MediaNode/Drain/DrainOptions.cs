using Signal.Hosting.Settings;

namespace Signal.MediaNode.Drain;

/// <summary>How the node stops.</summary>
[Settings("Drain")]
internal sealed record DrainOptions
{
    /// <summary>After SIGTERM or SIGINT, rooms may go on for so long before they have to move. Zero: not at all.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan OnStop { get; init; } = TimeSpan.Zero;

    /// <summary>How long clients may take to move to another node before their rooms are closed.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After that, how long the process may take to tell its peers, send its last events and end.</summary>
    [DurationRange("1s", "10m")]
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
