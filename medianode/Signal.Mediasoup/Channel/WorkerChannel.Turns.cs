namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    // How often it is looked whether the reader is held up.
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(2);

    private Timer? _watch;

    // Even while a thread reads, odd while that thread runs what awaited an answer. Whoever makes it even is the reader.
    private int _turn;
    private int _watching;
    private int _watchedTurn;

    // The first answer of what was read last. Only the reader touches it.
    private IPendingRequest? _answered;

    private void StartReader(int turn)
    {
        var reader = new Thread(() => ReadLoop(turn)) { IsBackground = true, Name = $"mediasoup-worker {_pid}" };
        reader.UnsafeStart();
    }

    // When no other request waits, the reader itself goes on with what awaited the answer: a change of threads would take longer than
    // all the rest. If that takes its time, another thread reads on, so nothing that runs here can hold up the channel for long.
    // False if another thread has taken over.
    private bool CompleteAnswered(IPendingRequest request, ref int turn)
    {
        _answered = null;
        if (_pending.Count > 0 || _receivedLength > 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: false);
            return true;
        }

        Interlocked.Exchange(ref _turn, turn + 1);
        WatchFromNow();
        request.Execute();
        var mine = turn + 1;
        turn += 2;
        return Interlocked.CompareExchange(ref _turn, turn, mine) == mine;
    }

    private void Watch()
    {
        var turn = Volatile.Read(ref _turn);
        if (turn != _watchedTurn)
        {
            _watchedTurn = turn;
            return;
        }

        if ((turn & 1) != 0)
        {
            if (Interlocked.CompareExchange(ref _turn, turn + 1, turn) == turn)
            {
                StartReader(turn + 1);
            }

            return;
        }

        // Nothing has run on the reader since the last look. If something begins to right now, it sees that nobody watches, or is seen.
        _watch!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Interlocked.Exchange(ref _watching, 0);
        if (Volatile.Read(ref _turn) != turn)
        {
            WatchFromNow();
        }
    }

    private void WatchFromNow()
    {
        if (Volatile.Read(ref _watching) != 0 || Interlocked.Exchange(ref _watching, 1) != 0)
        {
            return;
        }

        _watch ??= new Timer(static channel => ((WorkerChannel)channel!).Watch(), this, Timeout.Infinite, Timeout.Infinite);
        _watch.Change(WatchPeriod, WatchPeriod);
    }
}
