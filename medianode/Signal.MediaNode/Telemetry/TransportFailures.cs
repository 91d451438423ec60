namespace Signal.MediaNode.Telemetry;

/// <summary>Transports that failed in the last 20 seconds, the collection period for which mediasoup-signal's alerts are defined.</summary>
internal sealed class TransportFailures(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    public RecentCount Ice { get; } = new(time, Window);

    public RecentCount Dtls { get; } = new(time, Window);

    public RecentCount Sctp { get; } = new(time, Window);
}
