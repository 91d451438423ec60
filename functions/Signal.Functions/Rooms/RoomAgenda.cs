using System.Globalization;
using System.Runtime.InteropServices;
using Signal.Functions.Storage;

namespace Signal.Functions.Rooms;

/// <summary>
/// Schedules the processing of rooms: to complete a deletion, to retry a notification, or because a timeout elapsed. An entry is only a
/// reminder: the action depends on the state of the room at that time.
/// </summary>
public sealed class RoomAgenda(TableDatabase database, TimeProvider time)
{
    // Of one page, and of one service. The filter of a page may have 15 comparisons at most, one for each service that has its share.
    private const int Share = 1000;
    private const int MaxPages = 10;
    private readonly Table<RoomDueEntity> _due = database.Open<RoomDueEntity>(TableNames.RoomsDue);

    /// <summary>Schedules a room; the same time twice is one entry.</summary>
    public Task AddAsync(RoomEntity room, DateTimeOffset at, CancellationToken cancellationToken) => _due.UpsertAsync(
        new RoomDueEntity
        {
            PartitionKey = RoomDueEntity.Partition, RowKey = $"{Key(at)}-{room.ServiceId}-{room.Id}", ServiceId = room.ServiceId, RoomId = room.Id,
        },
        cancellationToken);

    /// <summary>
    /// Returns due entries, a share of each service, round-robin over the services: a service with many rooms does not delay the others.
    /// </summary>
    public async Task<IReadOnlyList<RoomDueEntity>> TakeDueAsync(CancellationToken cancellationToken)
    {
        var services = new Dictionary<string, List<RoomDueEntity>>(StringComparer.Ordinal);
        var until = Key(time.GetUtcNow());
        var from = "0";
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var served = services.Where(service => service.Value.Count >= Share).Select(service => service.Key);
            var filter = served.Aggregate(
                Filter.RowRange(RoomDueEntity.Partition, from, until),
                (filter, service) => filter + " and " + Azure.Data.Tables.TableClient.CreateQueryFilter($"ServiceId ne {service}"));
            var page = await _due.PageAsync(filter, Share, null, cancellationToken);
            foreach (var due in page.Items)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(services, due.ServiceId, out _) ??= []).Add(due);
            }

            if (page.Continuation is null)
            {
                break;
            }

            from = page.Items[^1].RowKey + "!";
        }

        return
        [
            .. services.Values.SelectMany(ofService => ofService.Select((due, turn) => (due, turn)))
                .OrderBy(entry => entry.turn)
                .Select(entry => entry.due),
        ];
    }

    /// <summary>Removes an entry.</summary>
    public Task RemoveAsync(RoomDueEntity due, CancellationToken cancellationToken) => _due.DeleteAsync(due.PartitionKey, due.RowKey, cancellationToken);

    private static string Key(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
