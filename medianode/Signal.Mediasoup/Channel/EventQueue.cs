using System.Diagnostics;

namespace Signal.Mediasoup.Channel;

/// <summary>
/// The notifications of one object, delivered one after another on the thread pool. It holds them back until whoever created the
/// object has had the chance to add handlers.
/// </summary>
internal sealed class EventQueue : IThreadPoolWorkItem
{
    // Whoever created the object adds handlers right after the await, on whatever thread that goes on. The task may have completed
    // before it was awaited, so nothing tells when that is; a moment's patience does.
    private static readonly TimeSpan Youth = TimeSpan.FromMilliseconds(20);

    private Item? _first;
    private Item? _last;
    private Timer? _timer;
    private long _created;
    private bool _running;
    private bool _held = true;
    private bool _closed;

    public void Add<TTarget, T>(TTarget target, T value, Action<TTarget, T> deliver)
        where TTarget : class
    {
        var item = new Item<TTarget, T>(target, value, deliver);
        lock (this)
        {
            if (_closed)
            {
                return;
            }

            if (_last is null)
            {
                _first = item;
            }
            else
            {
                _last.Next = item;
            }

            _last = item;
            if (_running || IsHeld())
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Tells that the object has been given to whoever created it.</summary>
    public void Release()
    {
        lock (this)
        {
            _created = Stopwatch.GetTimestamp();
            if (_first is not null)
            {
                _ = IsHeld();
            }
        }
    }

    /// <summary>Drops what has not been delivered, and whatever comes.</summary>
    public void Close()
    {
        lock (this)
        {
            _closed = true;
            _first = null;
            _last = null;
            _timer?.Dispose();
        }
    }

    // Called with the lock. Sets the timer when there is something to hold back until then.
    private bool IsHeld()
    {
        if (!_held)
        {
            return false;
        }

        if (_created == 0)
        {
            return true;
        }

        var left = Youth - Stopwatch.GetElapsedTime(_created);
        if (left > TimeSpan.Zero)
        {
            _timer ??= new Timer(static queue => ((EventQueue)queue!).LetThrough(), this, left, Timeout.InfiniteTimeSpan);
            return true;
        }

        _held = false;
        return false;
    }

    private void LetThrough()
    {
        lock (this)
        {
            _timer?.Dispose();
            _timer = null;
            _held = false;
            if (_running || _first is null)
            {
                return;
            }

            _running = true;
        }

        ((IThreadPoolWorkItem)this).Execute();
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            Item item;
            lock (this)
            {
                if (_first is null)
                {
                    _running = false;
                    return;
                }

                item = _first;
                _first = item.Next;
                if (_first is null)
                {
                    _last = null;
                }
            }

            item.Deliver();
        }
    }

    private abstract class Item
    {
        public Item? Next { get; set; }

        public abstract void Deliver();
    }

    private sealed class Item<TTarget, T>(TTarget target, T value, Action<TTarget, T> deliver) : Item
        where TTarget : class
    {
        public override void Deliver() => deliver(target, value);
    }
}
