namespace Signal.LoadTest.Figures;

/// <summary>The counters and durations of media while a run goes on. Thread-safe.</summary>
internal sealed class MediaCounts
{
    private long _sent;
    private long _received;
    private long _lost;

    public Latencies Connect { get; } = new();

    public Latencies FirstPacket { get; } = new();

    public void Add((long Sent, long Received, long Lost) packets)
    {
        Interlocked.Add(ref _sent, packets.Sent);
        Interlocked.Add(ref _received, packets.Received);
        Interlocked.Add(ref _lost, packets.Lost);
    }

    public MediaFigures Summarize() => new(Connect.Summarize(), FirstPacket.Summarize(), _sent, _received, _lost);
}
