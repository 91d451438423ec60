namespace Signal.MediaNode.Tokens;

/// <summary>
/// Cached keys of the control plane, refreshed in the background and when an unknown one is looked up. Cached keys stay in use while the
/// control plane is unavailable. Unknown key ids never cause more than one fetch per minimum interval.
/// </summary>
internal abstract class FetchedKeys<TKey>(TokenOptions options, TimeProvider time) : BackgroundService
    where TKey : class
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile IReadOnlyDictionary<string, TKey> _keys = new Dictionary<string, TKey>();
    private Task _fetch = Task.CompletedTask;
    private long? _triedAt;
    private volatile bool _fresh;

    /// <summary>Returns the key with this id; null when it is unknown.</summary>
    public async Task<TKey?> FindAsync(string keyId, CancellationToken cancellationToken)
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

    /// <summary>Returns the keys as last published, at most one minimum interval ago; null when they could not be fetched.</summary>
    protected async Task<IReadOnlyDictionary<string, TKey>?> FindAllAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync().WaitAsync(cancellationToken);
        return _fresh ? _keys : null;
    }

    /// <summary>Reads the keys, by key id.</summary>
    protected abstract Task<IReadOnlyDictionary<string, TKey>> FetchAsync(CancellationToken cancellationToken);

    /// <summary>Logs the number of keys after a fetch.</summary>
    protected abstract void OnFetched(int count);

    /// <summary>Logs that the keys could not be fetched.</summary>
    protected abstract void OnNotFetched(string reason);

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
                _fetch = LoadAsync(_stopping.Token);
            }

            return _fetch;
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _keys = await FetchAsync(cancellationToken);
            _fresh = true;
            OnFetched(_keys.Count);
        }
        catch (Exception error)
        {
            _fresh = false;
            OnNotFetched(error.Message);
        }
    }
}
