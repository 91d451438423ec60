using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>Up to 100 writes within one partition, done all or not at all. Checked here, since emulators take what the service refuses.</summary>
public sealed class TableBatch(string partitionKey)
{
    /// <summary>The most writes in one batch.</summary>
    public const int MaxSize = 100;

    private readonly List<TableTransactionAction> _actions = [];
    private readonly HashSet<string> _rowKeys = new(StringComparer.Ordinal);

    /// <summary>No more fit in.</summary>
    public bool IsFull => _actions.Count == MaxSize;

    internal IReadOnlyList<TableTransactionAction> Actions => _actions;

    /// <summary>Inserts; the batch fails when the keys are taken.</summary>
    public TableBatch Insert(ITableEntity entity) => Add(TableTransactionActionType.Add, entity, default);

    /// <summary>Replaces what was read; the batch fails when it has changed.</summary>
    public TableBatch Replace(ITableEntity entity) => Add(TableTransactionActionType.UpdateReplace, entity, entity.ETag);

    /// <summary>Writes whatever is there.</summary>
    public TableBatch Upsert(ITableEntity entity) => Add(TableTransactionActionType.UpsertReplace, entity, default);

    /// <summary>Deletes what was read; the batch fails when it has changed or is gone.</summary>
    public TableBatch Delete(ITableEntity entity) => Add(TableTransactionActionType.Delete, entity, entity.ETag);

    /// <summary>Deletes whatever is there; the batch fails when nothing is.</summary>
    public TableBatch DeleteAny(ITableEntity entity) => Add(TableTransactionActionType.Delete, entity, ETag.All);

    private TableBatch Add(TableTransactionActionType type, ITableEntity entity, ETag etag)
    {
        if (IsFull)
        {
            throw new InvalidOperationException($"A batch holds at most {MaxSize} writes.");
        }

        if (entity.PartitionKey != partitionKey)
        {
            throw new InvalidOperationException("A batch writes to one partition.");
        }

        if (!_rowKeys.Add(entity.RowKey))
        {
            throw new InvalidOperationException("A batch writes each entity once.");
        }

        _actions.Add(new TableTransactionAction(type, entity, etag));
        return this;
    }
}
