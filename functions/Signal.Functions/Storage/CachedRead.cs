namespace Signal.Functions.Storage;

/// <summary>
/// A value that is read when it is needed, by one caller at a time, and kept for a time that counts from the end of the read: also a read that takes
/// longer is not repeated for each caller.
/// </summary>
internal sealed class CachedRead<T>(Func<CancellationToken, Task<T>> read, TimeSpan keep, TimeProvider time) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Entry? _last;

    private sealed record Entry(T Value, DateTimeOffset Until);

    /// <summary>The value, from the last read if it is not too old.</summary>
    public async ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } present)
            {
                return present;
            }

            var value = await read(cancellationToken);
            _last = new Entry(value, time.GetUtcNow() + keep);
            return value;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Forgets the value after a local change.</summary>
    public void Forget() => _last = null;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private T? Fresh() => _last is { } last && time.GetUtcNow() < last.Until ? last.Value : null;
}
