using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Storage;

/// <summary>Opens tables by name. Creates a table when a write fails because it does not exist.</summary>
public sealed class TableDatabase
{
    private readonly TableServiceClient _client;
    private readonly TableCalls _calls;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);

    /// <summary>Creates the client from the options; no request is sent yet.</summary>
    public TableDatabase(IOptions<TablesOptions> options, ILogger<TableDatabase> logger)
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
        _calls = new TableCalls(new TableAccess(value, _client.AccountName, logger));
    }

    /// <summary>Opens a table for one type of entity.</summary>
    public Table<T> Open<T>(string name)
        where T : class, ITableEntity => new(_tables.GetOrAdd(name, n => _client.GetTableClient(_prefix + n)), _calls);

    /// <summary>
    /// Checks that table storage responds and permits writes: deletes a row that does not exist, since a read does not need the same role.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Table storage does not respond, or refuses the credentials.</exception>
    public Task PingAsync(CancellationToken cancellationToken) => _calls.WriteAsync(
        async () =>
        {
            try
            {
                await Open<TableEntity>(TableNames.Services).Client.DeleteEntityAsync("ping", "ping", ETag.All, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return false;
            }

            return true;
        },
        cancellationToken);
}
