namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    // Deadlines are counted in ticks, not in time: after the machine was suspended, one late tick counts once.
    private readonly int _requestTicks;
    private int _tick;

    /// <summary>Advances by one tick and fails the requests that have become overdue.</summary>
    public void Tick()
    {
        var overdue = _pending.TakeOverdue(Interlocked.Increment(ref _tick));
        foreach (var request in overdue)
        {
            // Continuations run where the task completes.
            ThreadPool.UnsafeQueueUserWorkItem(
                static late => late.Request.TimeOut(new RequestTimeoutException(late.Request.Method.ToString(), late.Pid)),
                (Request: request, Pid: _pid),
                preferLocal: false);
        }
    }

    private int Deadline() => Volatile.Read(ref _tick) + _requestTicks;
}
