namespace Signal.Mediasoup.Channel;

/// <summary>
/// Who reads. When an answer comes and no other request waits, the reader itself resumes what awaited the answer: switching to a pool
/// thread would double the CPU time of a request and nearly halve the rate of requests one at a time (the bench shows both). Resumed
/// code may block, even on the next answer, so the reader is watched meanwhile: when the code has not returned after two periods of the
/// watch, another thread becomes the reader, and this one ends when the code returns.
/// </summary>
internal sealed partial class WorkerChannel
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(2);

    private readonly bool _resumesOnReader;
    private Timer? _watch;

    // Even while a thread reads, odd while that thread runs resumed code. The thread that makes it even is the reader: the one that
    // comes back, or the watch on behalf of a new one, by compare and exchange.
    private int _turn;
    private int _watching;
    private int _watchedTurn;

    // The first answer in what was read last. Only the reader touches it.
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

        // Nothing was resumed since the last period: stop the timer. If something is resumed at this moment, either its thread sees that
        // the watch is off, or the second look sees the turn.
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
