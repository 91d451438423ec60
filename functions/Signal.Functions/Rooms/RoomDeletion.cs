using Signal.Functions.Commands;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>Completes the deletion of rooms that are marked as deleted.</summary>
public sealed class RoomDeletion(RoomStore rooms, CommandFactory commands, CommandSender sender, IEnumerable<IOwnedByRoom> owned) : IOwnedByService
{
    /// <summary>Notifies the nodes, deletes the data that the room owns, then the room itself. Idempotent.</summary>
    public async Task CompleteAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        foreach (var node in room.NodesToNotify())
        {
            await sender.SendAsync(node, [commands.CloseRoom(room), commands.RevokeTokens(room, userId: null, tokenId: null)], cancellationToken);
        }

        foreach (var part in owned)
        {
            await part.DeleteOwnedAsync(room.Id, cancellationToken);
        }

        if (!await rooms.TryDeleteAsync(room, cancellationToken)
            && await rooms.FindWithDeletedAsync(room.ServiceId, room.Id, cancellationToken) is { Deleting: true } changed)
        {
            await rooms.TryDeleteAsync(changed, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteOwnedAsync(string serviceId, CancellationToken cancellationToken)
    {
        await foreach (var found in rooms.OfServiceAsync(serviceId, cancellationToken))
        {
            var room = found;
            while (room is { Deleting: false })
            {
                room.Deleting = true;
                room = await rooms.TryReplaceAsync(room, cancellationToken)
                    ? room
                    : await rooms.FindWithDeletedAsync(serviceId, room.Id, cancellationToken);
            }

            if (room is not null)
            {
                await CompleteAsync(room, cancellationToken);
            }
        }

        await rooms.DeleteCountAsync(serviceId, cancellationToken);
    }
}
