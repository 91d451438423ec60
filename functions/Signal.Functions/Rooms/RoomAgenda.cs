using System.Globalization;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>
/// Schedules the processing of rooms: to complete a deletion, to retry a notification, or because a timeout elapsed. An entry is only a
/// reminder: the action depends on the state of the room at that time.
/// </summary>
public sealed class RoomAgenda(TableDatabase database, TimeProvider time)
{
    private const int AtOnce = 1000;
    private readonly Table<RoomDueEntity> _due = database.Open<RoomDueEntity>(TableNames.RoomsDue);

    /// <summary>Schedules a room; the same time twice is one entry.</summary>
    public Task AddAsync(RoomEntity room, DateTimeOffset at, CancellationToken cancellationToken) => _due.UpsertAsync(
        new RoomDueEntity
        {
            PartitionKey = RoomDueEntity.Partition, RowKey = $"{Key(at)}-{room.ServiceId}-{room.Id}", ServiceId = room.ServiceId, RoomId = room.Id,
        },
        cancellationToken);

    /// <summary>Returns the due entries, round-robin over the services: a service with many rooms does not delay the others.</summary>
    public async Task<IReadOnlyList<RoomDueEntity>> TakeDueAsync(CancellationToken cancellationToken)
    {
        var page = await _due.PageAsync(Filter.RowRange(RoomDueEntity.Partition, "0", Key(time.GetUtcNow())), AtOnce, null, cancellationToken);
        return
        [
            .. page.Items.GroupBy(due => due.ServiceId, StringComparer.Ordinal)
                .SelectMany(ofService => ofService.Select((due, turn) => (due, turn)))
                .OrderBy(entry => entry.turn)
                .Select(entry => entry.due),
        ];
    }

    /// <summary>Removes an entry.</summary>
    public Task RemoveAsync(RoomDueEntity due, CancellationToken cancellationToken) => _due.DeleteAsync(due.PartitionKey, due.RowKey, cancellationToken);

    private static string Key(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
