using Microsoft.Extensions.Options;
using Signal.Functions.Nodes;
using Signal.Functions.Storage;

namespace Signal.Functions.Placement;

/// <summary>Counts the rooms that all instances placed recently, which reports do not include yet.</summary>
public sealed class RecentPlacements(
    TableDatabase database, IOptions<PlacementOptions> options, IOptions<NodesOptions> nodes, TimeProvider time) : IDisposable
{
    private readonly Table<PlacementEntity> _placements = database.Open<PlacementEntity>(TableNames.Placements);
    private readonly PlacementWindow _window = new(options.Value.Settle, time);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private DateTimeOffset _freshUntil;

    /// <summary>Reads the placements of the other instances, at most once in <see cref="NodesOptions.Cache"/>.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() >= _freshUntil)
            {
                await foreach (var placement in _placements.QueryAsync(Filter.RowRange(PlacementEntity.Partition, _window.Start, "~"), cancellationToken))
                {
                    _window.Learn(placement.RowKey, placement.NodeId);
                }

                _freshUntil = time.GetUtcNow() + nodes.Value.Cache;
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Returns the number of rooms placed on each node within <see cref="PlacementOptions.Settle"/>.</summary>
    public IReadOnlyDictionary<string, int> Count() => _window.Count();

    /// <summary>
    /// Lets the caller choose a node by the counts, and counts the choice in the same step; <see cref="ConfirmAsync"/> or
    /// <see cref="Withdraw"/> follows. Returns the key of the placement, or null when no node was chosen.
    /// </summary>
    public string? Announce(string roomId, Func<IReadOnlyDictionary<string, int>, string?> choose) => _window.Announce(roomId, choose);

    /// <summary>Confirms the placement and publishes it to the other instances.</summary>
    public Task ConfirmAsync(string key, string nodeId, CancellationToken cancellationToken) =>
        _placements.UpsertAsync(new PlacementEntity { PartitionKey = PlacementEntity.Partition, RowKey = key, NodeId = nodeId }, cancellationToken);

    /// <summary>Withdraws a placement, since the room was placed elsewhere.</summary>
    public void Withdraw(string key) => _window.Withdraw(key);

    /// <summary>Deletes placements that no longer count.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var end = PlacementWindow.Key(time.GetUtcNow() - options.Value.Settle - TimeSpan.FromMinutes(1));
        return Sweeper.DeleteAsync(_placements, Filter.RowRange(PlacementEntity.Partition, "0", end), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();
}
