namespace Signal.Functions.Rooms;

/// <summary>A feature that keeps things of a room, which go when the room goes. Deletion may be repeated.</summary>
public interface IOwnedByRoom
{
    /// <summary>Deletes all that a room owns here.</summary>
    Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken);
}
