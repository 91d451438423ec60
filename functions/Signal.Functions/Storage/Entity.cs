using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>The base class of entities: keys and version.</summary>
public abstract class Entity : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }
}
