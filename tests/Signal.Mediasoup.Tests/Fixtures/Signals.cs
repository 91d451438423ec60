namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>Waits for events, with a deadline that only a failing test reaches.</summary>
internal static class Signals
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>The first value of an event.</summary>
    public static Task<T> NextAsync<T>(Action<Action<T>> add) => NextAsync(add, static _ => true);

    /// <summary>The first matching value of an event.</summary>
    public static Task<T> NextAsync<T>(Action<Action<T>> add, Func<T, bool> fits)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        add(value =>
        {
            if (fits(value))
            {
                source.TrySetResult(value);
            }
        });
        return source.Task.WaitAsync(Deadline);
    }

    /// <summary>An event without a value.</summary>
    public static Task NextAsync(Action<Action> add)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        add(() => source.TrySetResult());
        return source.Task.WaitAsync(Deadline);
    }

    /// <summary>Polls until a condition holds for which there is no event.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> fits)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var value = await look();
            if (fits(value))
            {
                return value;
            }

            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }
}
