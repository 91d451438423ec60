using Signal.MediaNode.Options;

namespace Signal.MediaNode.Drain;

/// <summary>How the node goes away. Section <c>Drain</c>.</summary>
internal sealed record DrainOptions : ICheckedOptions
{
    /// <summary>After SIGTERM or SIGINT, rooms may go on for so long before they have to move. Zero: not at all.</summary>
    public TimeSpan OnStop { get; init; } = TimeSpan.Zero;

    /// <summary>How long clients that were told to move to another node may take before their rooms are closed.</summary>
    public TimeSpan MigrateTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After that, how long the process may take to say its farewells, send its last events and end.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (OnStop < TimeSpan.Zero || OnStop > TimeSpan.FromDays(1))
        {
            yield return "OnStop must be between zero and one day.";
        }

        if (MigrateTimeout < TimeSpan.Zero || MigrateTimeout > TimeSpan.FromMinutes(10))
        {
            yield return "MigrateTimeout must be between zero and 10 minutes.";
        }

        if (StopTimeout < TimeSpan.FromSeconds(1) || StopTimeout > TimeSpan.FromMinutes(10))
        {
            yield return "StopTimeout must be between one second and 10 minutes.";
        }
    }
}
