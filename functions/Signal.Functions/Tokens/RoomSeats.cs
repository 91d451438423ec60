using Signal.Contracts.Tokens;
using Signal.Functions.Participants;
using Signal.Functions.Rooms;

namespace Signal.Functions.Tokens;

/// <summary>The seats of a room as read for one more participant: those of participants, and those that tokens have reserved.</summary>
public sealed class RoomSeats
{
    private readonly RoomEntity _room;
    private readonly SeatEntity _entity;
    private readonly ulong _user;
    private readonly List<PromisedSeat> _promises;
    private readonly List<ParticipantEntity> _present;

    internal RoomSeats(RoomEntity room, SeatEntity entity, string? userId, IReadOnlyList<ParticipantEntity> present, DateTimeOffset now)
    {
        (_room, _entity, _user) = (room, entity, userId is null ? 0 : PromisedSeat.HashUser(userId));
        var oneSeatPerUser = userId is not null && room.Spec.DuplicateUsers != DuplicateUserPolicy.Allow;
        _promises = [.. entity.Seats.Where(s => s.Until > now && !(oneSeatPerUser && s.User == _user))];
        _present = [.. present.Where(p => !(oneSeatPerUser && p.UserId == userId))];
    }

    /// <summary>Whether the room has reached its maximum number of participants.</summary>
    public bool IsFull => _room.Spec.MaxParticipants is { } max && CountSeats(_promises.Append(new PromisedSeat(_user, default))) > max;

    /// <summary>The number of seats by node id. Those of nodes that the room has left count for its home.</summary>
    public IReadOnlyDictionary<string, int> CountByNode()
    {
        var home = _room.HomeNode ?? "";
        var known = _room.Parts.Where(part => part.LeavingUntil is null).Select(part => part.NodeId).ToHashSet(StringComparer.Ordinal);
        return _promises.Select(promise => promise.NodeId)
            .Concat(_present.Where(p => p.NodeId == home).Select(p => p.PartNode))
            .CountBy(node => node is not null && known.Contains(node) ? node : home)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The node on which the room is open; null: it is not open.</summary>
    internal string? OpenOn => _room.Live ? _room.HomeNode : null;

    internal SeatEntity Promise(string? nodeId, DateTimeOffset until)
    {
        _entity.Seats = [.. _promises, new PromisedSeat(_user, until, nodeId)];
        return _entity;
    }

    // While the room moves to another node, a participant on the former home and a reservation of the same user are one seat.
    private int CountSeats(IEnumerable<PromisedSeat> promises)
    {
        var seats = promises.CountBy(p => p.User).ToDictionary();
        var moving = new Dictionary<ulong, int>();
        foreach (var participant in _present)
        {
            var side = participant.NodeId == _room.HomeNode ? seats : moving;
            var user = PromisedSeat.HashUser(participant.UserId);
            side[user] = side.GetValueOrDefault(user) + 1;
        }

        return seats.Values.Sum() + moving.Sum(user => Math.Max(0, user.Value - seats.GetValueOrDefault(user.Key)));
    }
}
