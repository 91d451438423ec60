using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Room events on their way to the control plane.</summary>
[Settings("RoomEvents")]
internal sealed record RoomEventOptions
{
    /// <summary>
    /// Events that wait during an outage of the bus. Beyond it the oldest of the tenant with the most are dropped; the control plane sees the
    /// hole and asks for the roster.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxWaiting { get; init; } = 50_000;

    /// <summary>Events in one batch.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBatch { get; init; } = 100;

    /// <summary>
    /// How long events are gathered before they are sent. Those of one room that are sent together are folded into the tables together, and cost as much
    /// as one; webhooks and the admin API see them later by this time.
    /// </summary>
    [DurationRange("0s", "1s")]
    public TimeSpan GatherTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The time between two tries during an outage.</summary>
    [DurationRange("100ms", "10m")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send what is left when it stops.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
