using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>
/// A transaction of up to 100 writes within one partition. The limits are checked here, since emulators do not enforce them.
/// </summary>
public sealed class TableBatch(string partitionKey)
{
    /// <summary>The maximum number of writes in one batch.</summary>
    public const int MaxSize = 100;

    private readonly List<TableTransactionAction> _actions = [];
    private readonly HashSet<string> _rowKeys = new(StringComparer.Ordinal);

    /// <summary>The number of writes.</summary>
    public int Count => _actions.Count;

    /// <summary>Whether the batch is full.</summary>
    public bool IsFull => Count == MaxSize;

    internal IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>Inserts an entity; the batch fails when its keys exist.</summary>
    public TableBatch Insert(ITableEntity entity) => Add(TableTransactionActionType.Add, entity, default);

    /// <summary>Replaces an entity; the batch fails when it has changed since it was read.</summary>
    public TableBatch Replace(ITableEntity entity) => Add(TableTransactionActionType.UpdateReplace, entity, entity.ETag);

    /// <summary>Inserts or replaces an entity unconditionally.</summary>
    public TableBatch Upsert(ITableEntity entity) => Add(TableTransactionActionType.UpsertReplace, entity, default);

    /// <summary>Deletes an entity; the batch fails when it was changed or deleted since it was read.</summary>
    public TableBatch Delete(ITableEntity entity) => Add(TableTransactionActionType.Delete, entity, entity.ETag);

    /// <summary>Deletes an entity regardless of its version; the batch fails when it does not exist.</summary>
    public TableBatch DeleteAny(ITableEntity entity) => Add(TableTransactionActionType.Delete, entity, ETag.All);

    private TableBatch Add(TableTransactionActionType type, ITableEntity entity, ETag etag)
    {
        if (IsFull)
        {
            throw new InvalidOperationException($"A batch holds at most {MaxSize} writes.");
        }

        if (entity.PartitionKey != partitionKey)
        {
            throw new InvalidOperationException("All writes of a batch must have the same partition key.");
        }

        if (!_rowKeys.Add(entity.RowKey))
        {
            throw new InvalidOperationException("A batch must not write an entity twice.");
        }

        _actions.Add(new TableTransactionAction(type, entity, etag));
        return this;
    }
}
