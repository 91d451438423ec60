namespace Signal.MediaNode.Telemetry;

/// <summary>Counts events of the last seconds.</summary>
internal sealed class RecentCount(TimeProvider time, TimeSpan window)
{
    private readonly Lock _lock = new();
    private readonly Queue<long> _times = new();

    /// <summary>Counts the event, if it happened.</summary>
    public void AddIf(bool happened)
    {
        if (!happened)
        {
            return;
        }

        lock (_lock)
        {
            Trim();
            _times.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>The count.</summary>
    public int Value
    {
        get
        {
            lock (_lock)
            {
                Trim();
                return _times.Count;
            }
        }
    }

    private void Trim()
    {
        while (_times.TryPeek(out var oldest) && time.GetElapsedTime(oldest) > window)
        {
            _times.Dequeue();
        }
    }
}
