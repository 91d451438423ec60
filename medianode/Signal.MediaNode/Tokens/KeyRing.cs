using Microsoft.IdentityModel.Tokens;

namespace Signal.MediaNode.Tokens;

/// <summary>
/// The cached public keys, refreshed in the background and when a token names an unknown one. Cached keys stay in use while the control
/// plane is unavailable. Unknown key ids never cause more than one fetch per minimum interval.
/// </summary>
internal sealed partial class KeyRing(KeySource source, TokenOptions options, TimeProvider time, ILogger<KeyRing> logger) : BackgroundService
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile IReadOnlyDictionary<string, SecurityKey> _keys = new Dictionary<string, SecurityKey>();
    private Task _fetch = Task.CompletedTask;
    private long? _triedAt;
    private volatile bool _fresh;

    /// <summary>Returns the key with this id; null when it is unknown.</summary>
    public async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!_keys.TryGetValue(keyId, out var key))
        {
            await RefreshAsync().WaitAsync(cancellationToken);
            _keys.TryGetValue(keyId, out key);
        }

        return key;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await RefreshAsync().WaitAsync(stoppingToken);
            await Task.Delay(_fresh ? options.RefreshInterval : options.MinimumRefreshInterval, time, stoppingToken);
        }
    }

    /// <summary>
    /// Fetches the keys, unless the last attempt is too recent. Concurrent callers share one fetch, which none of them can cancel.
    /// </summary>
    private Task RefreshAsync()
    {
        lock (_lock)
        {
            if (_fetch.IsCompleted && !(_triedAt is { } last && time.GetElapsedTime(last) < options.MinimumRefreshInterval))
            {
                _triedAt = time.GetTimestamp();
                _fetch = FetchAsync(_stopping.Token);
            }

            return _fetch;
        }
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            _keys = await source.FetchAsync(cancellationToken);
            _fresh = true;
            LogFetched(_keys.Count);
        }
        catch (Exception error)
        {
            _fresh = false;
            LogFetchFailed(error.Message);
        }
    }

    [LoggerMessage(EventIds.TokenKeysFetched, LogLevel.Debug, "Fetched {Count} token keys")]
    private partial void LogFetched(int count);

    [LoggerMessage(EventIds.TokenKeysNotFetched, LogLevel.Warning, "Token keys could not be fetched; cached keys stay in use: {Reason}")]
    private partial void LogFetchFailed(string reason);
}
