namespace Signal.FunctionsHost.TestApp;

/// <summary>Blocks invocations until two run at once.</summary>
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
