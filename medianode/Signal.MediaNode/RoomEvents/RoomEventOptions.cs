using Signal.MediaNode.Options;

namespace Signal.MediaNode.RoomEvents;

/// <summary>How room events go to the control plane. Section <c>RoomEvents</c>.</summary>
internal sealed record RoomEventOptions : ICheckedOptions
{
    /// <summary>
    /// So many events wait during an outage of the bus. Then the oldest of the tenant with the most are dropped; the control plane sees the
    /// hole and asks for the roster.
    /// </summary>
    public int MaxWaiting { get; init; } = 50_000;

    /// <summary>So many events go in one batch.</summary>
    public int MaxBatch { get; init; } = 100;

    /// <summary>The time between two tries during an outage.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the node tries to send what is left when it stops.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MaxWaiting < 1 || MaxBatch < 1)
        {
            yield return "MaxWaiting and MaxBatch must be at least one.";
        }

        if (RetryInterval < TimeSpan.FromMilliseconds(100))
        {
            yield return "RetryInterval must be at least 100 ms.";
        }

        if (FlushTimeout < TimeSpan.Zero)
        {
            yield return "FlushTimeout must not be negative.";
        }
    }
}
