using Signal.Functions.Storage;

namespace Signal.Functions.Health;

/// <summary>
/// Checks whether table storage responds and permits access. The result is cached for a second, since the check is anonymous and not rate-limited.
/// </summary>
public sealed class Readiness(TableDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task _ping = Task.CompletedTask;
    private DateTimeOffset _until;

    /// <summary>Completes when table storage has responded within the last second.</summary>
    /// <exception cref="StorageUnavailableException">Table storage does not respond, or refuses the credentials.</exception>
    public Task RequireAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_ping.IsCompleted && time.GetUtcNow() >= _until)
            {
                (_ping, _until) = (database.PingAsync(CancellationToken.None), time.GetUtcNow() + Age);
            }

            return _ping.WaitAsync(cancellationToken);
        }
    }
}
