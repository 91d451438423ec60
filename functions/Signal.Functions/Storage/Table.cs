using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>
/// A table with entities of one type. Every write that depends on a read carries the ETag from the read: a <c>Try…</c> method returns false
/// on a conflict. After a successful write the entity has its new ETag.
/// </summary>
public sealed class Table<T>
    where T : class, ITableEntity
{
    private readonly TableCalls _calls;

    internal Table(TableClient client, TableCalls calls) => (Client, _calls) = (client, calls);

    internal TableClient Client { get; }

    /// <summary>Reads one entity; null when it does not exist.</summary>
    public async Task<T?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var response = await _calls.RunAsync(
            () => Client.GetEntityIfExistsAsync<T>(partitionKey, rowKey, cancellationToken: cancellationToken), cancellationToken);
        return response.HasValue ? response.Value : null;
    }

    /// <summary>Inserts an entity; false when its keys exist.</summary>
    public async Task<bool> TryInsertAsync(T entity, CancellationToken cancellationToken)
    {
        try
        {
            var response = await WriteAsync(() => Client.AddEntityAsync(entity, cancellationToken), cancellationToken);
            entity.ETag = response.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Replaces an entity; false when it was changed or deleted since it was read.</summary>
    public async Task<bool> TryReplaceAsync(T entity, CancellationToken cancellationToken)
    {
        try
        {
            var response = await WriteExistingAsync(
                () => Client.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, cancellationToken), cancellationToken);
            entity.ETag = response.Headers.ETag ?? default;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Inserts or replaces an entity unconditionally.</summary>
    public async Task UpsertAsync(T entity, CancellationToken cancellationToken)
    {
        var response = await WriteAsync(() => Client.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken), cancellationToken);
        entity.ETag = response.Headers.ETag ?? default;
    }

    /// <summary>Deletes an entity; false when it has changed since it was read; true when it no longer exists.</summary>
    public async Task<bool> TryDeleteAsync(T entity, CancellationToken cancellationToken)
    {
        try
        {
            await WriteExistingAsync(() => Client.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, entity.ETag, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return e.Status == 404;
        }
    }

    /// <summary>Deletes an entity unconditionally.</summary>
    public async Task DeleteAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        try
        {
            await WriteExistingAsync(() => Client.DeleteEntityAsync(partitionKey, rowKey, ETag.All, cancellationToken), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return;
        }
    }

    /// <summary>Executes a batch as a transaction; false on a conflict of an ETag or key.</summary>
    public async Task<bool> TryWriteAsync(TableBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Actions.Count == 0)
        {
            return true;
        }

        try
        {
            var responses = await WriteAsync(() => Client.SubmitTransactionAsync(batch.Actions, cancellationToken), cancellationToken);
            foreach (var (action, response) in batch.Actions.Zip(responses.Value))
            {
                action.Entity.ETag = response.Headers.ETag ?? default;
            }

            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Reads one page of at most <paramref name="limit"/> entities, from the continuation of a previous page.</summary>
    public async Task<Page<T>> PageAsync(string filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        try
        {
            // The service may return an empty page with a continuation; continue until there is an item or the end.
            while (true)
            {
                var page = await _calls.RunAsync(async () =>
                {
                    await foreach (var p in Client.QueryAsync<T>(filter, limit, cancellationToken: cancellationToken).AsPages(continuation, limit))
                    {
                        return p;
                    }

                    return null;
                }, cancellationToken);
                if (page is null)
                {
                    return new Page<T>([], null);
                }

                if (page.Values.Count > 0 || page.ContinuationToken is null)
                {
                    return new Page<T>(page.Values, page.ContinuationToken);
                }

                continuation = page.ContinuationToken;
            }
        }
        catch (RequestFailedException e) when (TableCalls.IsTableMissing(e))
        {
            return new Page<T>([], null);
        }
    }

    /// <summary>Reads all matching entities, page by page.</summary>
    public async IAsyncEnumerable<T> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await PageAsync(filter, 1000, continuation, cancellationToken);
            foreach (var entity in page.Items)
            {
                yield return entity;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private async Task<TResponse> WriteExistingAsync<TResponse>(Func<Task<TResponse>> write, CancellationToken cancellationToken)
    {
        await WriteGuard.PassAsync();
        return await _calls.WriteAsync(write, cancellationToken);
    }

    private async Task<TResponse> WriteAsync<TResponse>(Func<Task<TResponse>> write, CancellationToken cancellationToken)
    {
        await WriteGuard.PassAsync();
        try
        {
            return await _calls.WriteAsync(write, cancellationToken);
        }
        catch (RequestFailedException e) when (TableCalls.IsTableMissing(e))
        {
            await _calls.RunAsync(() => Client.CreateIfNotExistsAsync(cancellationToken), cancellationToken);
            return await _calls.WriteAsync(write, cancellationToken);
        }
    }
}

/// <summary>A page of a longer list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Continuation">The start of the next page; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);
