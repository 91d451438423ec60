namespace Signal.Functions.Rooms;

/// <summary>A node that a room spans besides its home.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The epoch of its process.</param>
/// <param name="Open">Whether participants are on the node, according to the events so far.</param>
/// <param name="ExpectedUntil">The time until which a minted token may open the part.</param>
/// <param name="LeavingUntil">When the node closes its part, because the home of the room has changed; null: it stays.</param>
public sealed record RoomPart(string NodeId, long Epoch, bool Open, DateTimeOffset ExpectedUntil, DateTimeOffset? LeavingUntil = null)
{
    // Covers the time that the node needs to close its part, and the clock difference.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Whether the node belongs to the room: it has participants, or a token may still bring one.</summary>
    public bool IsCurrent(DateTimeOffset now) => LeavingUntil is null && (Open || ExpectedUntil > now);

    /// <summary>Whether the node may hold the room, also if it is about to close it.</summary>
    public bool MayBeOpen(DateTimeOffset now) => LeavingUntil is { } end ? end + Margin > now : IsCurrent(now);
}
