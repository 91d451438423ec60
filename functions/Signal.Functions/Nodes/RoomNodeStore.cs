using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>The assignment of open rooms to nodes.</summary>
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

    /// <summary>The rooms of all services, on all nodes, that have peers.</summary>
    public IAsyncEnumerable<RoomNodeEntity> OccupiedAsync(CancellationToken cancellationToken) => _rooms.QueryAsync("Peers gt 0", cancellationToken);

    /// <summary>Adds a room to a node; no effect when it is already stored.</summary>
    public Task AddAsync(string nodeId, string serviceId, string roomId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _rooms.TryInsertAsync(new RoomNodeEntity { PartitionKey = nodeId, RowKey = roomId, ServiceId = serviceId, SeenAt = now }, cancellationToken);

    /// <summary>
    /// Writes the result of a comparison, unless the row was added, deleted or changed since; the next report compares again.
    /// </summary>
    public Task TryWriteAsync(RoomNodeEntity room, CancellationToken cancellationToken) =>
        room.ETag == default ? _rooms.TryInsertAsync(room, cancellationToken) : _rooms.TryReplaceAsync(room, cancellationToken);

    /// <summary>Removes a room from a node.</summary>
    public Task RemoveAsync(string nodeId, string roomId, CancellationToken cancellationToken) => _rooms.DeleteAsync(nodeId, roomId, cancellationToken);
}
