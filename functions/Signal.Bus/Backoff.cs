namespace Signal.Bus;

/// <summary>
/// Exponential backoff with jitter: each delay is randomly shortened by up to a half, so that clients do not reconnect simultaneously.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider time)
{
    private TimeSpan? _next;

    public void Reset() => _next = null;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var current = _next ?? first;
        var pause = current * (0.5 + (Random.Shared.NextDouble() / 2));
        _next = current * 2 < longest ? current * 2 : longest;
        await Task.Delay(pause, time, cancellationToken);
    }
}
