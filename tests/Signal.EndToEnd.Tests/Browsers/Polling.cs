namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>Waits for conditions that can only be polled, such as a browser's statistics.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Polls until the condition holds.</summary>
    /// <exception cref="TimeoutException">The condition did not hold within <paramref name="timeout"/>.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan timeout)
    {
        using var deadline = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(Interval);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException deadlineReached)
            {
                throw new TimeoutException(otherwise(), deadlineReached);
            }
        }
    }
}
