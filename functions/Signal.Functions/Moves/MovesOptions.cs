using Signal.Hosting.Settings;

namespace Signal.Functions.Moves;

/// <summary>Moves of participants to other rooms.</summary>
[Settings("Moves")]
public sealed record MovesOptions
{
    /// <summary>
    /// How long the client of a moved participant may take to join the other room. A client that does not join in time stays where it is, and
    /// its seat in the other room is free again.
    /// </summary>
    [DurationRange("5s", "10m")]
    public TimeSpan FollowTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
