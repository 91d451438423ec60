namespace Signal.Mediasoup.Channel;

/// <summary>
/// The requests that wait for an answer, in an array: a request's id is its index plus one. A slot is reused only after its answer has
/// arrived, so an answer never completes the wrong request.
/// </summary>
internal sealed class PendingRequests
{
    private readonly Lock _gate = new();
    private IPendingRequest?[] _requests = new IPendingRequest?[128];
    private int[] _free = new int[128];
    private int _freeCount;
    private int _used;
    private bool _closed;

    /// <summary>The number of pending requests.</summary>
    public int Count => Volatile.Read(ref _used) - Volatile.Read(ref _freeCount);

    /// <summary>Assigns an id to the request; 0 if no more requests are accepted.</summary>
    public uint Add(IPendingRequest request)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return 0;
            }

            int index;
            if (_freeCount > 0)
            {
                index = _free[--_freeCount];
            }
            else
            {
                if (_used == _requests.Length)
                {
                    Array.Resize(ref _requests, _used * 2);
                    Array.Resize(ref _free, _used * 2);
                }

                index = _used++;
            }

            _requests[index] = request;
            return (uint)index + 1;
        }
    }

    /// <summary>Removes and returns the request with that id, if there is one.</summary>
    public IPendingRequest? Take(uint id)
    {
        lock (_gate)
        {
            var index = (int)id - 1;
            if ((uint)index >= (uint)_used || _requests[index] is not { } request)
            {
                return null;
            }

            _requests[index] = null;
            _free[_freeCount++] = index;
            return request;
        }
    }

    /// <summary>Returns the requests whose deadline is before that tick. They keep their slots and are returned only once.</summary>
    public IReadOnlyList<IPendingRequest> TakeOverdue(int tick)
    {
        List<IPendingRequest>? overdue = null;
        lock (_gate)
        {
            foreach (var request in _requests.AsSpan(0, _used))
            {
                if (request?.Deadline < tick)
                {
                    request.Deadline = int.MaxValue;
                    (overdue ??= []).Add(request);
                }
            }
        }

        return overdue ?? [];
    }

    /// <summary>Stops accepting requests and returns the pending ones.</summary>
    public IPendingRequest[] Close()
    {
        lock (_gate)
        {
            _closed = true;
            var waiting = _requests.Where(request => request is not null).Select(request => request!).ToArray();
            Array.Clear(_requests);
            _freeCount = 0;
            _used = 0;
            return waiting;
        }
    }
}
