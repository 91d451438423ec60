using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Storage;

/// <summary>Opens tables by name. Creates a table when a write fails because it does not exist.</summary>
public sealed class TableDatabase
{
    private readonly TableServiceClient _client;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);

    /// <summary>Creates the client from the options; no request is sent yet.</summary>
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

    /// <summary>Opens a table for one type of entity.</summary>
    public Table<T> Open<T>(string name)
        where T : class, ITableEntity => new(_tables.GetOrAdd(name, n => _client.GetTableClient(_prefix + n)));

    /// <summary>Checks that table storage responds.</summary>
    /// <exception cref="StorageUnavailableException">Table storage does not respond.</exception>
    public Task PingAsync(CancellationToken cancellationToken)
    {
        var services = Open<TableEntity>(TableNames.Services).Client;
        return TableCalls.RunAsync(
            () => services.GetEntityIfExistsAsync<TableEntity>("ping", "ping", ["PartitionKey"], cancellationToken), cancellationToken);
    }
}
