using Signal.Functions.Participants;
using Signal.Functions.Placement;
using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Tokens;

/// <summary>
/// Enforces the maximum number of participants of a room under concurrent token requests, and counts them on each node of the room. A token
/// reserves a seat; the reservation ends when its user has joined or its token has expired. Reservations are read before participants and
/// written with their ETag, while a join writes the participant before it removes the reservation: with any interleaving, each user is
/// counted at least once.
/// </summary>
public sealed class SeatKeeper(TableDatabase database, ParticipantStore participants, RosterStore rosters, TimeProvider time) : IOwnedByRoom, IPartOccupancy
{
    private readonly Table<SeatEntity> _seats = database.Open<SeatEntity>(TableNames.Seats);

    /// <summary>Reads the seats of a room for a further participant.</summary>
    public async Task<RoomSeats> ReadAsync(RoomEntity room, string? userId, CancellationToken cancellationToken)
    {
        var entity = await _seats.GetAsync(room.Id, SeatEntity.Row, cancellationToken) ?? new SeatEntity { PartitionKey = room.Id, RowKey = SeatEntity.Row };
        return new RoomSeats(room, entity, userId, await participants.ListAsync(room.Id, cancellationToken), time.GetUtcNow());
    }

    /// <summary>Reserves a seat; false when the seats have changed since they were read.</summary>
    /// <param name="seats">The seats as read for the user.</param>
    /// <param name="nodeId">The node of the token, when it is not the home of the room.</param>
    /// <param name="until">When the token expires.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<bool> TryPromiseAsync(RoomSeats seats, string? nodeId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var entity = seats.Promise(nodeId, until);
        if (entity.ETag != default)
        {
            return await _seats.TryReplaceAsync(entity, cancellationToken);
        }

        if (!await _seats.TryInsertAsync(entity, cancellationToken))
        {
            return false;
        }

        // The settings of an open room may have changed: states that were read before do not know that joins take seats.
        if (seats.OpenOn is { } home)
        {
            await rosters.InvalidateAsync(entity.PartitionKey, home, cancellationToken);
        }

        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(RoomEntity room, CancellationToken cancellationToken) =>
        (await ReadAsync(room, userId: null, cancellationToken)).CountByNode();

    /// <summary>
    /// Removes the reservations of users that have joined and now count as participants; a user that joined twice takes two seats.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="joined">The users, each with the node when it is not the home of the room.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task TakeAsync(string roomId, IReadOnlyList<(string UserId, string? NodeId)> joined, CancellationToken cancellationToken)
    {
        while (await _seats.GetAsync(roomId, SeatEntity.Row, cancellationToken) is { } entity)
        {
            var seats = entity.Seats.ToList();
            var taken = 0;
            foreach (var (userId, nodeId) in joined)
            {
                var user = PromisedSeat.HashUser(userId);
                var index = seats.FindIndex(s => s.User == user && s.NodeId == nodeId);
                index = index < 0 ? seats.FindIndex(s => s.User == user) : index;
                if (index >= 0)
                {
                    seats.RemoveAt(index);
                    taken++;
                }
            }

            entity.Seats = seats;
            if (taken == 0 || await _seats.TryReplaceAsync(entity, cancellationToken))
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken) => _seats.DeleteAsync(roomId, SeatEntity.Row, cancellationToken);
}
