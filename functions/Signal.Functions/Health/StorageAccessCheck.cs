using Microsoft.Extensions.Hosting;
using Signal.Functions.Storage;

namespace Signal.Functions.Health;

/// <summary>Accesses table storage when the app starts, so that a missing role or a wrong key is logged before the first request.</summary>
internal sealed class StorageAccessCheck(TableDatabase database) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.PingAsync(stoppingToken);
        }
        catch (Exception error) when (error is StorageUnavailableException || stoppingToken.IsCancellationRequested)
        {
            // A refusal has been logged; an outage may be over at the first request.
            return;
        }
    }
}
