using Signal.Hosting.Settings;

namespace Signal.Functions.Commands;

/// <summary>Commands to nodes.</summary>
[Settings("Commands")]
public sealed record CommandsOptions
{
    /// <summary>
    /// The age at which a node drops a command that has no lasting effect: data for participants, a request to unmute or to move.
    /// </summary>
    [DurationRange("1s", "1h")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The age at which a node drops any other command: to close a room, to remove, mute or change a user, to revoke tokens. It waits on the
    /// bus while the node cannot reach it, no longer than messages of the queue <c>node-commands</c> live.
    /// </summary>
    [DurationRange("1s", "1d")]
    public TimeSpan LastingTimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long the clients of a room may take to move to another node before their node closes the room.</summary>
    [DurationRange("1s", "10m")]
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum time in which the bus must accept a command; after that the request fails with 503.</summary>
    [DurationRange("1ms", "30s")]
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(3);
}
