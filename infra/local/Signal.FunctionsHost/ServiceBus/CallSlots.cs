namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Runs work beside the caller, at most so many pieces at once.</summary>
internal sealed class CallSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count, count);

    /// <summary>Waits for a free slot; the caller starts work in it or gives it back.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    /// <summary>Gives back a slot that was not used.</summary>
    public void Return() => _free.Release();

    /// <summary>Runs work, which throws nothing, in the slot that was taken.</summary>
    public void Start(Func<Task> work) => _ = Task.Run(async () =>
    {
        try
        {
            await work();
        }
        finally
        {
            _free.Release();
        }
    });

    /// <summary>Returns when all work has ended.</summary>
    public async Task DrainAsync()
    {
        for (var taken = 0; taken < count; taken++)
        {
            await _free.WaitAsync();
        }
    }

    public void Dispose() => _free.Dispose();
}
