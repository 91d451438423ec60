using Signal.Hosting.Settings;

namespace Signal.MediaNode.Warmup;

/// <summary>
/// The warm-up at the start of the process: the node joins peers to a trial node within the process, so that the code of a join is compiled
/// before the first client comes.
/// </summary>
[Settings("Warmup")]
internal sealed record WarmupOptions
{
    /// <summary>Whether the node warms up before it starts.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long the warm-up may take. The node then starts without the rest of it.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
