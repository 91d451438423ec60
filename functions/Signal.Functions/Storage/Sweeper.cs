using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>Deletes many entities, in batches of one partition.</summary>
public static class Sweeper
{
    /// <summary>Deletes all entities that match a filter and have not changed since they were read.</summary>
    public static async Task<int> DeleteAsync<T>(Table<T> table, string filter, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var deleted = 0;
        string? continuation = null;
        do
        {
            var page = await table.PageAsync(filter, 1000, continuation, cancellationToken);
            foreach (var partition in page.Items.GroupBy(e => e.PartitionKey, StringComparer.Ordinal))
            {
                foreach (var chunk in partition.Chunk(TableBatch.MaxSize))
                {
                    deleted += await DeleteChunkAsync(table, partition.Key, chunk, cancellationToken);
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return deleted;
    }

    private static async Task<int> DeleteChunkAsync<T>(Table<T> table, string partitionKey, T[] chunk, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var batch = new TableBatch(partitionKey);
        foreach (var entity in chunk)
        {
            batch.Delete(entity);
        }

        if (await table.TryWriteAsync(batch, cancellationToken))
        {
            return chunk.Length;
        }

        var deleted = 0;
        foreach (var entity in chunk)
        {
            deleted += await table.TryDeleteAsync(entity, cancellationToken) ? 1 : 0;
        }

        return deleted;
    }
}
