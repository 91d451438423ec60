namespace Signal.Functions.Rooms;

/// <summary>A feature that stores data of a room, which is deleted with the room. Deletion must be idempotent.</summary>
public interface IOwnedByRoom
{
    /// <summary>Deletes all data of a room.</summary>
    Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken);
}
