using Signal.LoadTest.Runs;

namespace Signal.LoadTest.Figures;

/// <summary>The counters and durations of a run while it goes on. Thread-safe.</summary>
internal sealed class LoadFigures(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Lock _lock = new();
    private int _arriving;
    private int _arrived;
    private int _joined;
    private int _mostJoined;
    private TimeSpan _lastArrival;
    private int _churned;
    private int _cut;
    private int _lost;
    private int _resumed;
    private int _rejoined;
    private int _gaveUp;

    public Latencies Token { get; } = new();

    public Latencies Join { get; } = new();

    public Latencies FirstConsumer { get; } = new();

    public Latencies Message { get; } = new();

    public Latencies Resume { get; } = new();

    public MediaCounts Media { get; } = new();

    public ErrorCounts Errors { get; } = new();

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    public LoadProgress Progress => new(Elapsed, _arriving, _arrived, _joined, Errors.Total);

    public void Arriving() => Interlocked.Increment(ref _arriving);

    public void Arrived()
    {
        lock (_lock)
        {
            _arrived++;
            _lastArrival = Elapsed;
        }
    }

    /// <summary>A peer is in its room, or no longer.</summary>
    public void Present(bool present)
    {
        lock (_lock)
        {
            _joined += present ? 1 : -1;
            _mostJoined = Math.Max(_mostJoined, _joined);
        }
    }

    public void Churned() => Interlocked.Increment(ref _churned);

    public void ConnectionLost(bool intended) => Interlocked.Increment(ref intended ? ref _cut : ref _lost);

    public void Resumed(TimeSpan after)
    {
        Interlocked.Increment(ref _resumed);
        Resume.Add(after);
    }

    public void CameBack(bool joined) => Interlocked.Increment(ref joined ? ref _rejoined : ref _gaveUp);

    public LoadResult Complete(
        LoadOptions options, bool interrupted, IReadOnlyList<NodeFigures>? nodes, TimeSpan elapsed,
        IReadOnlyList<string> roomsLeft) => new()
    {
        StartedAt = _startedAt,
        Seconds = elapsed.TotalSeconds,
        Interrupted = interrupted,
        Options = options,
        Arrivals = new ArrivalFigures(
            options.Peers, _arriving, _arrived, _arrived == 0 ? 0 : _arrived / _lastArrival.TotalSeconds, _mostJoined),
        Join = Join.Summarize(),
        FirstConsumer = FirstConsumer.Summarize(),
        Token = Token.Summarize(),
        Message = Message.Summarize(),
        Resume = Resume.Summarize(),
        Media = options.Media > 0 ? Media.Summarize() : null,
        Churned = _churned,
        Losses = new LossFigures(_cut, _lost, _resumed, _rejoined, _gaveUp),
        Errors = Errors.List(),
        Nodes = nodes,
        RoomsLeft = roomsLeft,
    };
}

/// <summary>The state of a run.</summary>
/// <param name="Elapsed">The time since the first join started.</param>
/// <param name="Started">The peers that have begun to join.</param>
/// <param name="Arrived">The peers that have joined at least once.</param>
/// <param name="Present">The peers that are in their rooms.</param>
/// <param name="Errors">The number of errors.</param>
public sealed record LoadProgress(TimeSpan Elapsed, int Started, int Arrived, int Present, int Errors);
