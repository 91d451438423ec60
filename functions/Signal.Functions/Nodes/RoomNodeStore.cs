using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>Which rooms are on which node.</summary>
public sealed class RoomNodeStore(TableDatabase database)
{
    private readonly Table<RoomNodeEntity> _rooms = database.Open<RoomNodeEntity>(TableNames.RoomNodes);

    /// <summary>All rooms of a node.</summary>
    public IAsyncEnumerable<RoomNodeEntity> OfNodeAsync(string nodeId, CancellationToken cancellationToken) =>
        _rooms.QueryAsync(Filter.Partition(nodeId), cancellationToken);

    /// <summary>The rooms of a node with ids in a range; see <see cref="Contracts.Messages.NodeReport.RoomsAfter"/>.</summary>
    public IAsyncEnumerable<RoomNodeEntity> OfNodeAsync(string nodeId, string? after, string? upTo, CancellationToken cancellationToken)
    {
        var filter = Filter.Partition(nodeId);
        filter += after is null ? "" : " and " + Azure.Data.Tables.TableClient.CreateQueryFilter($"RowKey gt {after}");
        filter += upTo is null ? "" : " and " + Azure.Data.Tables.TableClient.CreateQueryFilter($"RowKey le {upTo}");
        return _rooms.QueryAsync(filter, cancellationToken);
    }

    /// <summary>The rooms of a service, on whichever node.</summary>
    public IAsyncEnumerable<RoomNodeEntity> OfServiceAsync(string serviceId, CancellationToken cancellationToken) =>
        _rooms.QueryAsync(Azure.Data.Tables.TableClient.CreateQueryFilter($"ServiceId eq {serviceId}"), cancellationToken);

    /// <summary>Notes that a room is on a node; nothing happens when that is known.</summary>
    public Task AddAsync(string nodeId, string serviceId, string roomId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _rooms.TryInsertAsync(new RoomNodeEntity { PartitionKey = nodeId, RowKey = roomId, ServiceId = serviceId, SeenAt = now }, cancellationToken);

    /// <summary>Writes what was compared, unless the room has come, gone or changed since; the next report compares again.</summary>
    public Task TryWriteAsync(RoomNodeEntity room, CancellationToken cancellationToken) =>
        room.ETag == default ? _rooms.TryInsertAsync(room, cancellationToken) : _rooms.TryReplaceAsync(room, cancellationToken);

    /// <summary>Notes that a room is no longer on a node.</summary>
    public Task RemoveAsync(string nodeId, string roomId, CancellationToken cancellationToken) => _rooms.DeleteAsync(nodeId, roomId, cancellationToken);
}
