using Signal.Contracts.Tokens;
using Signal.Functions.Participants;
using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Tokens;

/// <summary>
/// Enforces the maximum number of participants of a room under concurrent token requests. A token reserves a seat; the reservation ends
/// when its user has joined or its token has expired. Reservations are read before participants and written with their ETag, while a join
/// writes the participant before it removes the reservation: with any interleaving, each user is counted at least once.
/// </summary>
public sealed class SeatKeeper(TableDatabase database, ParticipantStore participants, TimeProvider time) : IOwnedByRoom
{
    private readonly Table<SeatEntity> _seats = database.Open<SeatEntity>(TableNames.Seats);

    /// <summary>Reserves a seat; false when the room is full.</summary>
    public async Task<bool> TryPromiseAsync(RoomEntity room, string userId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (room.Spec.MaxParticipants is not { } max)
        {
            return true;
        }

        var user = PromisedSeat.HashUser(userId);
        var oneSeatPerUser = room.Spec.DuplicateUsers != DuplicateUserPolicy.Allow;
        while (true)
        {
            var found = await _seats.GetAsync(room.Id, SeatEntity.Row, cancellationToken);
            var entity = found ?? new SeatEntity { PartitionKey = room.Id, RowKey = SeatEntity.Row };
            var now = time.GetUtcNow();
            var promises = entity.Seats.Where(s => s.Until > now && !(oneSeatPerUser && s.User == user)).ToList();
            promises.Add(new PromisedSeat(user, until));
            var present = await participants.ListAsync(room.Id, cancellationToken);
            if (CountSeats(room, promises, oneSeatPerUser ? present.Where(p => p.UserId != userId) : present) > max)
            {
                return false;
            }

            entity.Seats = promises;
            if (found is null ? await _seats.TryInsertAsync(entity, cancellationToken) : await _seats.TryReplaceAsync(entity, cancellationToken))
            {
                return true;
            }
        }
    }

    // While the room moves to another node, a participant on the former home and a reservation of the same user are one seat.
    private static int CountSeats(RoomEntity room, IEnumerable<PromisedSeat> promises, IEnumerable<ParticipantEntity> present)
    {
        var seats = promises.CountBy(p => p.User).ToDictionary();
        var moving = new Dictionary<ulong, int>();
        foreach (var participant in present)
        {
            var side = participant.NodeId == room.HomeNode ? seats : moving;
            var user = PromisedSeat.HashUser(participant.UserId);
            side[user] = side.GetValueOrDefault(user) + 1;
        }

        return seats.Values.Sum() + moving.Sum(user => Math.Max(0, user.Value - seats.GetValueOrDefault(user.Key)));
    }

    /// <summary>
    /// Removes the reservations of users that have joined and now count as participants; a user that joined twice takes two seats.
    /// </summary>
    public async Task TakeAsync(string roomId, IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        while (await _seats.GetAsync(roomId, SeatEntity.Row, cancellationToken) is { } entity)
        {
            var seats = entity.Seats.ToList();
            var taken = 0;
            foreach (var user in userIds.Select(PromisedSeat.HashUser))
            {
                if (seats.FindIndex(s => s.User == user) is >= 0 and var index)
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
