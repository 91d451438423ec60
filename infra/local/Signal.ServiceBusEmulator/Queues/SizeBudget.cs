namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The size limit in bytes that a queue shares with its dead-letter queue.</summary>
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
