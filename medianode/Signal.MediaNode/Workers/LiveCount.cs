using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>Counts objects from their creation until they close, for any reason.</summary>
internal sealed class LiveCount
{
    private int _value;

    /// <summary>The number of open objects.</summary>
    public int Value => Volatile.Read(ref _value);

    /// <summary>Counts an object until it closes.</summary>
    public void Add(WorkerObject counted, WorkerObjectObserver observer)
    {
        var left = 0;
        Interlocked.Increment(ref _value);
        observer.OnClose += Leave;
        if (counted.Closed)
        {
            Leave();
        }

        void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Interlocked.Decrement(ref _value);
            }
        }
    }
}
