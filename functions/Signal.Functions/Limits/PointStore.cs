using Signal.Functions.Storage;

namespace Signal.Functions.Limits;

/// <summary>Stores the counters in a table: one row per limiter and key, for the newest window.</summary>
public sealed class PointStore(TableDatabase database) : IPointStore
{
    private const int Tries = 6;
    private readonly Table<PointEntity> _points = database.Open<PointEntity>("RateLimits");

    async Task<PointLease> IPointStore.LeaseAsync(
        string limiter, string key, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken)
    {
        var hash = Ids.HashKey(key);
        var partition = $"{limiter}-{hash[..2]}";
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var found = await _points.GetAsync(partition, hash, cancellationToken);
            var row = found ?? new PointEntity { PartitionKey = partition, RowKey = hash };
            var granted = row.Take(window, expires, points);
            if (granted == 0
                || (found is null ? await _points.TryInsertAsync(row, cancellationToken) : await _points.TryReplaceAsync(row, cancellationToken)))
            {
                return new PointLease(Math.Max(window, row.Window), granted);
            }
        }

        throw new StorageUnavailableException(new TimeoutException($"Too many write conflicts on the row of limiter {limiter}."));
    }

    /// <summary>Deletes the rows of expired windows.</summary>
    /// <returns>The number of deleted rows.</returns>
    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) => Sweeper.DeleteAsync(
        _points, Azure.Data.Tables.TableClient.CreateQueryFilter($"Expires lt {now.AddMinutes(-1)}"), cancellationToken);
}
