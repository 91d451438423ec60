using Signal.Functions.Storage;

namespace Signal.Functions.Health;

/// <summary>Does table storage answer? Asked anonymously and outside the limits, so that the answer is remembered for a moment.</summary>
public sealed class Readiness(TableDatabase database, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task _ping = Task.CompletedTask;
    private DateTimeOffset _until;

    /// <summary>Completes when table storage has answered within the last second.</summary>
    /// <exception cref="StorageUnavailableException">It has not.</exception>
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
