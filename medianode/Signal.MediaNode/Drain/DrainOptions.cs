using Signal.Hosting.Settings;

namespace Signal.MediaNode.Drain;

/// <summary>How the node stops.</summary>
[Settings("Drain")]
internal sealed record DrainOptions
{
    /// <summary>How long rooms may continue after SIGTERM or SIGINT before they have to move. Zero: they move immediately.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan OnStop { get; init; } = TimeSpan.Zero;

    /// <summary>How long clients may take to move to another node before their rooms are closed.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After that, how long the process may take to notify its peers, send its last events and exit.</summary>
    [DurationRange("1s", "10m")]
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
