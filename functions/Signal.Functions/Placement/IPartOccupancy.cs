using Signal.Functions.Rooms;

namespace Signal.Functions.Placement;

/// <summary>Counts the participants of a room on each of its nodes.</summary>
public interface IPartOccupancy
{
    /// <summary>The number of participants by node id, including those who have a token for the node.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(RoomEntity room, CancellationToken cancellationToken);
}
