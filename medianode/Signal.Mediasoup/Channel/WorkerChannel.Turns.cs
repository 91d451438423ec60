namespace Signal.Mediasoup.Channel;

/// <summary>
/// Selects the reader thread. When an answer arrives and no other request waits, the reader itself runs the continuation: switching to a
/// pool thread would double the CPU time of a request and nearly halve the rate of sequential requests (see the benchmark). The
/// continuation may block, even on the next answer, so a timer watches the reader meanwhile: when the continuation has not returned after
/// two periods, another thread becomes the reader, and this one stops reading when the continuation returns.
/// </summary>
internal sealed partial class WorkerChannel
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(2);

    private readonly bool _resumesOnReader;
    private Timer? _watch;

    // Even while a thread reads, odd while that thread runs a continuation. The thread that makes it even is the reader: the one whose
    // continuation returned, or a new one started by the watch, decided by compare and exchange.
    private int _turn;
    private int _watching;
    private int _watchedTurn;

    // The first answer of the last read. Accessed only by the reader.
    private IPendingRequest? _answered;

    private void StartReader(int turn)
    {
        var reader = new Thread(() => ReadLoop(turn)) { IsBackground = true, Name = $"mediasoup-worker {_pid}" };
        reader.UnsafeStart();
    }

    // False if another thread has become the reader.
    private bool CompleteAnswered(IPendingRequest request, ref int turn)
    {
        _answered = null;
        if (!_resumesOnReader || _pending.Count > 0 || _receivedLength > 0)
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

        // No continuation ran since the last period: stop the timer. If one starts at this moment, either its thread sees that the watch is
        // stopped, or the second check sees the turn.
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
