using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Storage;

/// <summary>Opens tables by name. Creates a table when a write finds it missing.</summary>
public sealed class TableDatabase
{
    private readonly TableServiceClient _client;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);

    /// <summary>Connects to the tables that the options name; nothing is sent yet.</summary>
    public TableDatabase(IOptions<TablesOptions> options)
    {
        var value = options.Value;
        var clientOptions = new TableClientOptions
        {
            Retry = { MaxRetries = 1, Mode = RetryMode.Exponential, Delay = TimeSpan.FromMilliseconds(100), NetworkTimeout = value.Timeout },
            Diagnostics = { IsLoggingEnabled = false },
        };
        _prefix = value.Prefix;
        _client = value.Endpoint is null
            ? new TableServiceClient(value.ConnectionString, clientOptions)
            : new TableServiceClient(
                value.Endpoint, new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = value.ClientId }), clientOptions);
    }

    /// <summary>Opens a table for one kind of entity.</summary>
    public Table<T> Open<T>(string name)
        where T : class, ITableEntity => new(_tables.GetOrAdd(name, n => _client.GetTableClient(_prefix + n)));

    /// <summary>Asks the tables for a sign of life.</summary>
    /// <exception cref="StorageUnavailableException">There is none.</exception>
    public Task PingAsync(CancellationToken cancellationToken) =>
        TableCalls.RunAsync(() => Open<TableEntity>(TableNames.Services).Client.GetEntityIfExistsAsync<TableEntity>("ping", "ping", ["PartitionKey"], cancellationToken), cancellationToken);
}
