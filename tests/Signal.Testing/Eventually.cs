using System.Runtime.CompilerServices;

namespace Signal.Testing;

/// <summary>Polls for conditions without a signal, such as the state of another process. Where a signal exists, wait for that.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="what">The condition's description in the message; its source text when absent.</param>
    /// <exception cref="TimeoutException">The condition did not hold within 30 seconds.</exception>
    public static Task TrueAsync(
        Func<bool> condition, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), cancellationToken, what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, CancellationToken, string)"/>
    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), CancellationToken.None, what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, CancellationToken, string)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var deadline = new CancellationTokenSource(Timeout, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (!await condition())
        {
            try
            {
                await Task.Delay(Interval, TimeProvider.System, linked.Token);
            }
            catch (OperationCanceledException deadlineReached) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Did not become true within {Timeout}: {what}", deadlineReached);
            }
        }
    }
}
