namespace Signal.Functions.Rooms;

/// <summary>A room.</summary>
public sealed record Room : RoomSpec
{
    /// <summary>The id, unique over all services.</summary>
    public required string Id { get; init; }

    /// <summary>When the room was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the settings of the room were last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the room is open on a node.</summary>
    public bool Live { get; init; }

    /// <summary>Since when the room is open; absent: not open.</summary>
    public DateTimeOffset? LiveSince { get; init; }
}
