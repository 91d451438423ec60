using Microsoft.IdentityModel.Tokens;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// The public keys now known, refreshed in the background and when a token names an unknown one. Old keys serve on while the control
/// plane is away. However many unknown key ids come along, fetches keep the minimum interval.
/// </summary>
internal sealed partial class KeyRing(KeySource source, TokenOptions options, TimeProvider time, ILogger<KeyRing> logger) : BackgroundService
{
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private IReadOnlyDictionary<string, SecurityKey> _keys = new Dictionary<string, SecurityKey>();
    private long? _fetchedAt;

    /// <summary>The key with this id; null when nobody knows it.</summary>
    public async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(keyId, out var key))
        {
            await RefreshAsync(cancellationToken);
            _keys.TryGetValue(keyId, out key);
        }

        return key;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var fetched = await RefreshAsync(stoppingToken);
            await Task.Delay(fetched ? options.RefreshInterval : options.MinimumRefreshInterval, time, stoppingToken);
        }
    }

    private async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (_fetchedAt is { } last && time.GetElapsedTime(last) < options.MinimumRefreshInterval)
            {
                return _keys.Count > 0;
            }

            _fetchedAt = time.GetTimestamp();
            _keys = await source.FetchAsync(cancellationToken);
            LogFetched(_keys.Count);
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or ArgumentException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFetchFailed(error.Message);
            return false;
        }
        finally
        {
            _fetching.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _fetching.Dispose();
        base.Dispose();
    }

    [LoggerMessage(1001, LogLevel.Debug, "Fetched {Count} token keys.")]
    private partial void LogFetched(int count);

    [LoggerMessage(1002, LogLevel.Warning, "The token keys could not be fetched, those at hand serve on: {Reason}")]
    private partial void LogFetchFailed(string reason);
}
