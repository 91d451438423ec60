using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>
/// The number of rooms of a service with a quota; in the partition of its rooms, so that both change in one batch. Its row key is not a
/// valid room id.
/// </summary>
public sealed class RoomCountEntity : Entity
{
    /// <summary>The row key; it sorts before all room ids.</summary>
    public const string Row = "!count";

    /// <summary>The lower bound of the row keys of rooms.</summary>
    public const string FirstRoomRow = "-";

    /// <summary>The number of rooms.</summary>
    public int Count { get; set; }

    /// <summary>When the rooms were last counted; each room that is created or deleted since changes <see cref="Count"/>.</summary>
    public DateTimeOffset? CountedAt { get; set; }
}
