namespace Signal.Functions.Rooms;

/// <summary>A room.</summary>
public sealed record Room : RoomSpec
{
    /// <summary>The id, unique over all services.</summary>
    public required string Id { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Is it open on a node?</summary>
    public bool Live { get; init; }

    /// <summary>Since when it is open.</summary>
    public DateTimeOffset? LiveSince { get; init; }
}
