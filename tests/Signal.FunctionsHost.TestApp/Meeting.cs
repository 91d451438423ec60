namespace Signal.FunctionsHost.TestApp;

/// <summary>Lets go when two invocations are there at once.</summary>
public sealed class Meeting
{
    private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _came;

    public async Task ComeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _came) == 2)
        {
            _both.SetResult();
        }

        await _both.Task.WaitAsync(cancellationToken);
    }
}
