using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Signal.Functions.Nodes;
using Signal.Functions.Storage;

namespace Signal.Functions.Placement;

/// <summary>Counts the rooms that all instances placed recently, which reports do not include yet.</summary>
public sealed class RecentPlacements(
    TableDatabase database, IOptions<PlacementOptions> options, IOptions<NodesOptions> nodes, TimeProvider time) : IDisposable
{
    private readonly Table<PlacementEntity> _placements = database.Open<PlacementEntity>(TableNames.Placements);
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Lock _choosing = new();
    private DateTimeOffset _freshUntil;

    /// <summary>Reads the placements of the other instances, at most once in <see cref="NodesOptions.Cache"/>.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() >= _freshUntil)
            {
                await foreach (var placement in _placements.QueryAsync(Filter.RowRange(PlacementEntity.Partition, Start(), "~"), cancellationToken))
                {
                    _known[placement.RowKey] = placement.NodeId;
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
    public IReadOnlyDictionary<string, int> Count()
    {
        var from = Start();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, nodeId) in _known)
        {
            if (string.CompareOrdinal(key, from) < 0)
            {
                _known.TryRemove(key, out _);
            }
            else
            {
                counts[nodeId] = counts.GetValueOrDefault(nodeId) + 1;
            }
        }

        return counts;
    }

    /// <summary>
    /// Lets the caller choose a node by the counts, and counts the choice in the same step; <see cref="ConfirmAsync"/> or
    /// <see cref="Withdraw"/> follows. Returns the key of the placement, or null when no node was chosen.
    /// </summary>
    public string? Announce(string roomId, Func<IReadOnlyDictionary<string, int>, string?> choose)
    {
        lock (_choosing)
        {
            if (choose(Count()) is not { } nodeId)
            {
                return null;
            }

            var key = Key(time.GetUtcNow()) + "-" + roomId;
            _known[key] = nodeId;
            return key;
        }
    }

    /// <summary>Confirms the placement and publishes it to the other instances.</summary>
    public Task ConfirmAsync(string key, string nodeId, CancellationToken cancellationToken) =>
        _placements.UpsertAsync(new PlacementEntity { PartitionKey = PlacementEntity.Partition, RowKey = key, NodeId = nodeId }, cancellationToken);

    /// <summary>Withdraws a placement, since the room was placed elsewhere.</summary>
    public void Withdraw(string key) => _known.TryRemove(key, out _);

    /// <summary>Deletes placements that no longer count.</summary>
    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var end = Key(time.GetUtcNow() - options.Value.Settle - TimeSpan.FromMinutes(1));
        return Sweeper.DeleteAsync(_placements, Filter.RowRange(PlacementEntity.Partition, "0", end), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private string Start() => Key(time.GetUtcNow() - options.Value.Settle);

    private static string Key(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
}
