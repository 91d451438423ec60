namespace Signal.Functions.Services;

/// <summary>The maximum number of rooms of a service. Rooms are counted while there is a quota, and not otherwise.</summary>
/// <param name="Max">The maximum.</param>
/// <param name="Since">When the quota was set, after a time without one.</param>
/// <param name="SettledAt">From when no request creates a room without counting it, because it does not know of the quota yet.</param>
public sealed record RoomQuota(int Max, DateTimeOffset Since, DateTimeOffset SettledAt)
{
    /// <summary>Whether a count that began at a time includes all rooms; null: at an unknown time.</summary>
    public bool Accepts(DateTimeOffset? countedAt, DateTimeOffset now) => countedAt >= (now < SettledAt ? Since : SettledAt);
}
