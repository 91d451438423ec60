namespace Signal.Functions.Limits;

/// <summary>The state of one key in one instance: the leased points of the newest window, or that the window is exhausted.</summary>
internal sealed class KeyWindow
{
    private readonly Lock _lock = new();
    private long _window = -1;
    private int _points;
    private bool _usedUp;
    private long _localWindow = -1;

    /// <summary>Held during a store request, so that a burst causes one request.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public long Window
    {
        get
        {
            lock (_lock)
            {
                return _window;
            }
        }
    }

    /// <summary>True: a point was taken. False: the window is exhausted. Null: the store must be queried.</summary>
    public bool? TryTake(long window)
    {
        lock (_lock)
        {
            if (window > _window)
            {
                return null;
            }

            if (_points > 0)
            {
                _points--;
                return true;
            }

            return _usedUp ? false : null;
        }
    }

    /// <summary>True once in each window: the instance may then count locally.</summary>
    public bool TryGoLocal(long window)
    {
        lock (_lock)
        {
            return _localWindow < window && (_localWindow = window) == window;
        }
    }

    public void Add(PointLease lease)
    {
        lock (_lock)
        {
            if (lease.Window > _window)
            {
                _window = lease.Window;
                _points = 0;
            }

            _points += lease.Granted;
            _usedUp = lease.Granted == 0;
        }
    }
}
