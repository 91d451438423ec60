using Azure;
using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>The keys and the version that every entity has.</summary>
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
