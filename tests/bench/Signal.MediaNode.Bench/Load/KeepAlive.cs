namespace Signal.MediaNode.Bench.Load;

/// <summary>The traffic of idle clients: a ping every ten seconds, spread over them.</summary>
internal static class KeepAlive
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private const int Slices = 10;

    /// <summary>Runs until it is cancelled.</summary>
    public static async Task RunAsync(IReadOnlyList<LoadClient> clients, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            for (var slice = 0; await timer.WaitForNextTickAsync(cancellationToken); slice = (slice + 1) % Slices)
            {
                for (var i = slice; i < clients.Count; i += Slices)
                {
                    await clients[i].PingAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Done.
        }
    }
}
