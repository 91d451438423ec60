using Signal.Functions.Http;
using Signal.Functions.Services;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>The rooms in the tables.</summary>
public sealed class RoomStore(TableDatabase database)
{
    private readonly Table<RoomEntity> _rooms = database.Open<RoomEntity>(TableNames.Rooms);
    private readonly Table<RoomCountEntity> _counts = database.Open<RoomCountEntity>(TableNames.Rooms);

    /// <summary>Finds a room of a service; null when it does not exist, belongs to another service, or is being deleted.</summary>
    public async Task<RoomEntity?> FindAsync(string serviceId, string roomId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(roomId) && Ids.IsWellFormed(serviceId)
            && await _rooms.GetAsync(serviceId, roomId, cancellationToken) is { Deleting: false } room
            ? room
            : null;

    /// <summary>Finds a room of a service.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public async Task<RoomEntity> GetAsync(string serviceId, string roomId, CancellationToken cancellationToken) =>
        await FindAsync(serviceId, roomId, cancellationToken) ?? throw Problems.NotFound().AsException();

    /// <summary>Finds a room, even while it is being deleted.</summary>
    public async Task<RoomEntity?> FindWithDeletedAsync(string serviceId, string roomId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(roomId) && Ids.IsWellFormed(serviceId) ? await _rooms.GetAsync(serviceId, roomId, cancellationToken) : null;

    /// <summary>Inserts a room; false when the id is taken.</summary>
    public Task<bool> TryInsertAsync(RoomEntity room, CancellationToken cancellationToken) => _rooms.TryInsertAsync(room, cancellationToken);

    /// <summary>Inserts a room of a service with a quota; false when the id is taken.</summary>
    /// <exception cref="ProblemException">403: the service has reached its maximum number of rooms.</exception>
    public async Task<bool> TryInsertAsync(RoomEntity room, RoomQuota quota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var count = await _counts.GetAsync(room.ServiceId, RoomCountEntity.Row, cancellationToken);
            var isFirst = count is null;
            count ??= new RoomCountEntity { PartitionKey = room.ServiceId, RowKey = RoomCountEntity.Row };
            var isCounted = quota.Accepts(count.CountedAt, now);
            if (!isCounted)
            {
                count.Count = await OfServiceAsync(room.ServiceId, cancellationToken).CountAsync(cancellationToken);
                count.CountedAt = now;
            }

            if (count.Count >= quota.Max && await FindAsync(room.ServiceId, room.Id, cancellationToken) is null)
            {
                if (!isCounted)
                {
                    // So that the next refusal does not count again.
                    await (isFirst ? _counts.TryInsertAsync(count, cancellationToken) : _counts.TryReplaceAsync(count, cancellationToken));
                }

                throw Problems.Make(403, ProblemCodes.QuotaExceeded, "The service has reached its maximum number of rooms.").AsException();
            }

            count.Count++;
            var batch = new TableBatch(room.ServiceId).Insert(room);
            if (await _rooms.TryWriteAsync(isFirst ? batch.Insert(count) : batch.Replace(count), cancellationToken))
            {
                return true;
            }

            if (await FindWithDeletedAsync(room.ServiceId, room.Id, cancellationToken) is not null)
            {
                return false;
            }
        }
    }

    /// <summary>Replaces a room; false when it has changed since it was read.</summary>
    public Task<bool> TryReplaceAsync(RoomEntity room, CancellationToken cancellationToken) => _rooms.TryReplaceAsync(room, cancellationToken);

    /// <summary>Reads, changes and writes a room, and retries on conflicts.</summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="roomId">The room.</param>
    /// <param name="change">Changes the entity; returns false to skip the write.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The current room; null when it does not exist.</returns>
    public async Task<RoomEntity?> ChangeAsync(string serviceId, string roomId, Func<RoomEntity, bool> change, CancellationToken cancellationToken)
    {
        while (await FindAsync(serviceId, roomId, cancellationToken) is { } room)
        {
            if (!change(room) || await _rooms.TryReplaceAsync(room, cancellationToken))
            {
                return room;
            }
        }

        return null;
    }

    /// <summary>Deletes a room; false when it has changed since it was read.</summary>
    public async Task<bool> TryDeleteAsync(RoomEntity room, CancellationToken cancellationToken)
    {
        while (await _counts.GetAsync(room.ServiceId, RoomCountEntity.Row, cancellationToken) is { } count)
        {
            count.Count--;
            if (await _rooms.TryWriteAsync(new TableBatch(room.ServiceId).Delete(room).Replace(count), cancellationToken))
            {
                return true;
            }

            var present = await FindWithDeletedAsync(room.ServiceId, room.Id, cancellationToken);
            if (present is null || present.ETag != room.ETag)
            {
                return present is null;
            }
        }

        return await _rooms.TryDeleteAsync(room, cancellationToken);
    }

    /// <summary>Deletes the room count of a service, when the service is deleted.</summary>
    public Task DeleteCountAsync(string serviceId, CancellationToken cancellationToken) =>
        _counts.DeleteAsync(serviceId, RoomCountEntity.Row, cancellationToken);

    /// <summary>One page of a service's rooms.</summary>
    public Task<Page<RoomEntity>> PageAsync(string serviceId, int limit, string? continuation, CancellationToken cancellationToken) =>
        _rooms.PageAsync(OfService(serviceId), limit, continuation, cancellationToken);

    /// <summary>All rooms of a service, including those being deleted.</summary>
    public IAsyncEnumerable<RoomEntity> OfServiceAsync(string serviceId, CancellationToken cancellationToken) =>
        _rooms.QueryAsync(OfService(serviceId), cancellationToken);

    /// <summary>All rooms of all services that match a filter.</summary>
    public IAsyncEnumerable<RoomEntity> QueryAsync(string filter, CancellationToken cancellationToken) => _rooms.QueryAsync(filter, cancellationToken);

    private static string OfService(string serviceId) => Filter.RowRange(serviceId, RoomCountEntity.FirstRoomRow, "~");
}
