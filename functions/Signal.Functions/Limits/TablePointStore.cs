using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Limits;

/// <summary>Counts in a table: one row per limiter and key, for the newest window.</summary>
internal sealed class TablePointStore(TableClient table) : IPointStore
{
    public const string Table = "RateLimits";
    private const int Tries = 6;
    private const string WindowField = "Window";
    private const string TakenField = "Taken";
    private const string ExpiresField = "Expires";

    public async Task<PointLease> LeaseAsync(
        string limiter, string key, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];
        var partition = $"{limiter}-{hash[..2]}";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, hash, cancellationToken: cancellationToken);
                return found.HasValue
                    ? await TakeAsync(found.Value!, window, expires, points, cancellationToken)
                    : await OpenAsync(new TableEntity(partition, hash), window, expires, points, cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && attempt < Tries)
            {
                // Another instance was faster: look again.
            }
        }
    }

    private async Task<PointLease> OpenAsync(TableEntity row, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken)
    {
        var granted = PointLease.Block(points, points);
        Write(row, window, granted, expires);
        await table.AddEntityAsync(row, cancellationToken);
        return new PointLease(window, granted);
    }

    private async Task<PointLease> TakeAsync(TableEntity row, long window, DateTimeOffset expires, int points, CancellationToken cancellationToken)
    {
        var newest = row.GetInt64(WindowField) ?? 0;
        var taken = newest >= window ? row.GetInt32(TakenField) ?? 0 : 0;
        var granted = PointLease.Block(points, Math.Max(0, points - taken));
        if (granted > 0)
        {
            window = Math.Max(window, newest);
            Write(row, window, taken + granted, newest > window ? row.GetDateTimeOffset(ExpiresField) ?? expires : expires);
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
        }

        return new PointLease(Math.Max(window, newest), granted);
    }

    private static void Write(TableEntity row, long window, int taken, DateTimeOffset expires)
    {
        row[WindowField] = window;
        row[TakenField] = taken;
        row[ExpiresField] = expires;
    }

    /// <summary>Deletes the rows whose window is over.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"Expires lt {now.AddMinutes(-1)}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
                deleted++;
            }
            catch (RequestFailedException exception) when (exception.Status is 404 or 412)
            {
                // In use again.
            }
        }

        return deleted;
    }
}
