namespace Signal.Mediasoup.Channel;

/// <summary>
/// The notifications of one object, delivered one after another on the thread pool. It holds them back until whoever created the
/// object has had the chance to add handlers.
/// </summary>
internal sealed class EventQueue : IThreadPoolWorkItem
{
    private Item? _first;
    private Item? _last;
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
            if (_running || _held)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Lets notifications through.</summary>
    public void Release()
    {
        lock (this)
        {
            _held = false;
            if (_running || _first is null)
            {
                return;
            }

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Drops what has not been delivered, and whatever comes.</summary>
    public void Close()
    {
        lock (this)
        {
            _closed = true;
            _first = null;
            _last = null;
        }
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
