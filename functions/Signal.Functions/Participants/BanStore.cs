using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>The bans in the tables.</summary>
public sealed class BanStore(TableDatabase database, RoomStore rooms, TimeProvider time) : IOwnedByRoom
{
    private readonly Table<BanEntity> _bans = database.Open<BanEntity>(TableNames.Bans);

    /// <summary>Is the user banned from the room now?</summary>
    public async ValueTask<bool> IsBannedAsync(RoomEntity room, string userId, CancellationToken cancellationToken) =>
        room.HasBans && await _bans.GetAsync(room.Id, Ids.HashKey(userId), cancellationToken) is { } ban && ban.Until > time.GetUtcNow();

    /// <summary>Bans a user: the ban first, then the mark on the room that makes tokens look for it. When it returns, no token passes.</summary>
    public async Task BanAsync(RoomEntity room, string userId, DateTimeOffset until, string? reason, CancellationToken cancellationToken)
    {
        await _bans.UpsertAsync(
            new BanEntity { PartitionKey = room.Id, RowKey = Ids.HashKey(userId), UserId = userId, Until = until, Reason = reason }, cancellationToken);
        await rooms.ChangeAsync(room.ServiceId, room.Id, r => !r.HasBans && (r.HasBans = true), cancellationToken);
    }

    /// <summary>Is there a ban, ended or not?</summary>
    public async Task<bool> IsKnownAsync(RoomEntity room, string userId, CancellationToken cancellationToken) =>
        await _bans.GetAsync(room.Id, Ids.HashKey(userId), cancellationToken) is not null;

    /// <summary>Ends a ban.</summary>
    public Task LiftAsync(RoomEntity room, string userId, CancellationToken cancellationToken) =>
        _bans.DeleteAsync(room.Id, Ids.HashKey(userId), cancellationToken);

    /// <summary>One page of a room's bans.</summary>
    public Task<Page<BanEntity>> PageAsync(string roomId, int limit, string? continuation, CancellationToken cancellationToken) =>
        _bans.PageAsync(Filter.Partition(roomId), limit, continuation, cancellationToken);

    /// <summary>Forgets bans that have ended.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_bans, Azure.Data.Tables.TableClient.CreateQueryFilter($"Until lt {time.GetUtcNow()}"), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_bans, Filter.Partition(roomId), cancellationToken);
}
