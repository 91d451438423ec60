using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>
/// How many rooms a service with a quota has; in the partition of its rooms, so that it changes together with them. Its row key is no room id.
/// </summary>
public sealed class RoomCountEntity : Entity
{
    /// <summary>The row key; it sorts before all room ids.</summary>
    public const string Row = "!count";

    /// <summary>The first row key that a room may have.</summary>
    public const string FirstRoomRow = "-";

    /// <summary>The number.</summary>
    public int Count { get; set; }
}
