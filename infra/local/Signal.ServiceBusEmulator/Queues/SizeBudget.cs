namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The bytes that a queue and its dead-letter queue may hold together.</summary>
internal sealed class SizeBudget(long limit)
{
    private long _used;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Give(long bytes) => Interlocked.Add(ref _used, -bytes);
}
