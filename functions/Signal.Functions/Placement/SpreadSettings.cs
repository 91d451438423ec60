using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>When a room gets another node.</summary>
/// <param name="Mode">The reason.</param>
/// <param name="Size">With <see cref="RoomSpread.Size"/>: the number of participants from which a node of the room is full.</param>
/// <param name="MaxNodes">The maximum number of nodes, the home included.</param>
public sealed record SpreadSettings(RoomSpread Mode, int Size, int MaxNodes)
{
    /// <summary>Whether the number of participants on each node matters.</summary>
    public bool CountsParticipants => Spans && Mode == RoomSpread.Size;

    /// <summary>Whether the room may span several nodes.</summary>
    public bool Spans => Mode != RoomSpread.Off && MaxNodes > 1;

    /// <summary>The settings of a room.</summary>
    public static SpreadSettings Of(RoomSpec room, PlacementOptions options) =>
        new(room.Spread ?? options.Spread, room.SpreadSize ?? options.SpreadSize, room.MaxNodes ?? options.MaxNodes);
}
