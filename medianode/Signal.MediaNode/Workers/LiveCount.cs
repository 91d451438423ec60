using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>Counts objects from their creation until they close, for any reason.</summary>
/// <param name="total">Another count that includes the objects of this one.</param>
internal sealed class LiveCount(LiveCount? total = null)
{
    private int _value;

    /// <summary>The number of open objects.</summary>
    public int Value => Volatile.Read(ref _value);

    /// <summary>Counts an object until it closes.</summary>
    public void Add(WorkerObject counted, WorkerObjectObserver observer)
    {
        var left = 0;
        Change(1);
        observer.OnClose += Leave;
        if (counted.Closed)
        {
            Leave();
        }

        void Leave()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                Change(-1);
            }
        }
    }

    private void Change(int by)
    {
        Interlocked.Add(ref _value, by);
        total?.Change(by);
    }
}
