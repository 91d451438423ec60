namespace Signal.Functions.Limits;

/// <summary>What one instance knows of one key: the points it holds in the newest window, or that there are none.</summary>
internal sealed class KeyWindow
{
    private readonly Lock _lock = new();
    private long _window = -1;
    private int _points;
    private bool _usedUp;
    private long _localWindow = -1;
    private long _unleasedWindow = -1;
    private int _unleased;

    /// <summary>Held while asking the store, so that a burst asks once.</summary>
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

    /// <summary>True: a point was taken. False: the window is used up. Null: the store must be asked.</summary>
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

    /// <summary>Takes one of the points of a window that need no lease; false: they are used up.</summary>
    public bool TryTakeUnleased(long window, int points)
    {
        lock (_lock)
        {
            if (window > _unleasedWindow)
            {
                (_unleasedWindow, _unleased) = (window, points);
            }

            return window == _unleasedWindow && _unleased > 0 && _unleased-- > 0;
        }
    }

    /// <summary>True once in each window: the instance may then count by itself.</summary>
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
