using Signal.Functions.Rooms;
using Signal.Functions.Storage;

namespace Signal.Functions.Participants;

/// <summary>The bans in the tables.</summary>
public sealed class BanStore(TableDatabase database, RoomStore rooms, TimeProvider time) : IOwnedByRoom
{
    // Nodes have discarded a ban by then.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromHours(1);

    private readonly Table<BanEntity> _bans = database.Open<BanEntity>(TableNames.Bans);

    /// <summary>Whether the user is currently banned from the room.</summary>
    public async ValueTask<bool> IsBannedAsync(RoomEntity room, string userId, CancellationToken cancellationToken) =>
        room.HasBans && await _bans.GetAsync(room.Id, Ids.HashKey(userId), cancellationToken) is { } ban && ban.Until > time.GetUtcNow();

    /// <summary>
    /// Bans a user: writes the ban, then the flag on the room by which token requests look up bans. No token is minted for the user after
    /// it returns, except for nodes of the returned room.
    /// </summary>
    /// <returns>The room after the ban, whose nodes must be notified, and the ban's version; null: the room was deleted.</returns>
    public async Task<(RoomEntity Room, long Version)?> BanAsync(
        RoomEntity room, string userId, DateTimeOffset until, string? reason, CancellationToken cancellationToken)
    {
        var ban = new BanEntity { PartitionKey = room.Id, RowKey = Ids.HashKey(userId), UserId = userId, Until = until, Reason = reason };
        while (true)
        {
            var found = await _bans.GetAsync(room.Id, ban.RowKey, cancellationToken);
            (ban.Version, ban.ETag) = (NextVersion(found), found?.ETag ?? default);
            if (found is null ? await _bans.TryInsertAsync(ban, cancellationToken) : await _bans.TryReplaceAsync(ban, cancellationToken))
            {
                break;
            }
        }

        // Written even if the flag is set: the ETag orders the ban and a placement whose token request did not find it.
        var banned = await rooms.ChangeAsync(room.ServiceId, room.Id, r => r.HasBans = true, cancellationToken);
        return banned is null ? null : (banned, ban.Version);
    }

    /// <summary>Lifts a ban. The caller must notify the nodes, then call <see cref="ConfirmLiftedAsync"/>.</summary>
    /// <returns>The ban after the change; null: the user is not banned, or the ban was already lifted.</returns>
    public async Task<BanEntity?> LiftAsync(RoomEntity room, string userId, CancellationToken cancellationToken)
    {
        while (await _bans.GetAsync(room.Id, Ids.HashKey(userId), cancellationToken) is { Lifted: false } ban)
        {
            (ban.Version, ban.Until) = (NextVersion(ban), time.GetUtcNow());
            if (await _bans.TryReplaceAsync(ban, cancellationToken))
            {
                return ban;
            }
        }

        return null;
    }

    /// <summary>Records that the nodes were notified; a newer ban of the user is kept.</summary>
    public Task ConfirmLiftedAsync(BanEntity ban, CancellationToken cancellationToken)
    {
        ban.Lifted = true;
        return _bans.TryReplaceAsync(ban, cancellationToken);
    }

    /// <summary>One page of a room's bans.</summary>
    public Task<Page<BanEntity>> PageAsync(string roomId, int limit, string? continuation, CancellationToken cancellationToken) =>
        _bans.PageAsync(Filter.Partition(roomId), limit, continuation, cancellationToken);

    /// <summary>Deletes expired bans.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_bans, Azure.Data.Tables.TableClient.CreateQueryFilter($"Until lt {time.GetUtcNow() - KeptAfterEnd}"), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteOwnedAsync(string roomId, CancellationToken cancellationToken) =>
        Sweeper.DeleteAsync(_bans, Filter.Partition(roomId), cancellationToken);

    private long NextVersion(BanEntity? before) => Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (before?.Version ?? 0) + 1);
}
