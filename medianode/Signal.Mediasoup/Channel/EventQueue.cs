namespace Signal.Mediasoup.Channel;

/// <summary>
/// The notifications of one object, delivered sequentially on the thread pool, from <see cref="Open"/> on. Earlier notifications wait until
/// the handlers that the object is created with have been added.
/// </summary>
internal sealed class EventQueue : IThreadPoolWorkItem
{
    private Item? _first;
    private Item? _last;
    private bool _open;
    private bool _running;
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
            RunLocked();
        }
    }

    /// <summary>Starts the delivery.</summary>
    public void Open()
    {
        lock (this)
        {
            _open = true;
            RunLocked();
        }
    }

    /// <summary>Drops the undelivered notifications and all later ones.</summary>
    public void Close()
    {
        lock (this)
        {
            _closed = true;
            _first = null;
            _last = null;
        }
    }

    private void RunLocked()
    {
        if (_open && !_running && _first is not null)
        {
            _running = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
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
