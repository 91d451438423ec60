using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Delivery of room events to the control plane.</summary>
[Settings("RoomEvents")]
internal sealed record RoomEventOptions
{
    /// <summary>
    /// The maximum number of events that wait during an outage of the bus. Beyond it the oldest event of the tenant with the most events is
    /// dropped; the control plane detects the gap and requests the roster.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxWaiting { get; init; } = 50_000;

    /// <summary>The maximum number of events in one batch.</summary>
    [Range(1, int.MaxValue)]
    public int MaxBatch { get; init; } = 100;

    /// <summary>
    /// How long events are collected before they are sent. Events of one room that are sent together are folded in one table transaction; webhooks and
    /// the admin API show them later by this time.
    /// </summary>
    [DurationRange("0s", "1s")]
    public TimeSpan GatherTime { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The time between two attempts during an outage.</summary>
    [DurationRange("100ms", "10m")]
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send the remaining events when it stops.</summary>
    [DurationRange("0s", "10m")]
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
