namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    // A request's deadline is a tick, not a time of day: after the machine was suspended, one late tick counts once.
    private readonly int _requestTicks;
    private int _tick;

    /// <summary>Lets one tick pass, and fails the requests that have become overdue.</summary>
    public void Tick()
    {
        var overdue = _pending.TakeOverdue(Interlocked.Increment(ref _tick));
        foreach (var request in overdue)
        {
            // What awaits the request goes on where its task completes.
            ThreadPool.UnsafeQueueUserWorkItem(
                static late => late.Request.TimeOut(new RequestTimeoutException(late.Request.Method.ToString(), late.Pid)),
                (Request: request, Pid: _pid),
                preferLocal: false);
        }
    }

    private int Deadline() => Volatile.Read(ref _tick) + _requestTicks;
}
