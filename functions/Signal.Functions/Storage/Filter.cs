using Azure.Data.Tables;

namespace Signal.Functions.Storage;

/// <summary>OData filters over keys, with values escaped.</summary>
public static class Filter
{
    /// <summary>All rows of a partition.</summary>
    public static string Partition(string partitionKey) => TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey}");

    /// <summary>The rows of a partition whose keys begin with a prefix.</summary>
    public static string RowPrefix(string partitionKey, string prefix) => RowRange(partitionKey, prefix, prefix + '\uffff');

    /// <summary>The rows of a partition with <paramref name="from"/> &lt;= key &lt; <paramref name="to"/>.</summary>
    public static string RowRange(string partitionKey, string from, string to) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {partitionKey} and RowKey ge {from} and RowKey lt {to}");

    /// <summary>The rows of all partitions before a key.</summary>
    public static string PartitionsBefore(string partitionKey) => TableClient.CreateQueryFilter($"PartitionKey lt {partitionKey}");
}
