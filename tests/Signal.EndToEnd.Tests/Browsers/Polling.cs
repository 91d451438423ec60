namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>Waits for conditions that can only be polled, such as a browser's statistics.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Polls until the condition holds. A page that does not answer does not hold it.</summary>
    /// <exception cref="TimeoutException">The condition did not hold within <paramref name="timeout"/>.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (!await condition().WaitAsync(deadline.Token))
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException deadlineReached) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException(otherwise(), deadlineReached);
        }
    }
}
