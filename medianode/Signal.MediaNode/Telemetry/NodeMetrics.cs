using System.Diagnostics.Metrics;
using Signal.Contracts.Errors;

namespace Signal.MediaNode.Telemetry;

/// <summary>What the node counts as things happen. What it can look up when asked is in <c>NodeGauges</c>.</summary>
internal sealed class NodeMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Signal.MediaNode";

    // The gathering period that mediasoup-signal's alerts are made for.
    private const int CostWindowSeconds = 20;

    /// <summary>The buckets that OpenTelemetry's semantic conventions give for <c>http.server.request.duration</c>.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly Histogram<double> _requests;
    private readonly Counter<long> _eventsDropped;
    private readonly RecentMean _requestCost;

    public NodeMetrics(IMeterFactory meters, TimeProvider time)
    {
        Meter = meters.Create(MeterName);
        Failures = new TransportFailures(time);
        _requestCost = new RecentMean(time, CostWindowSeconds);
        _requests = Meter.CreateHistogram<double>(
            "signal.hub.request.duration", "s", "How long hub requests took, by method and error code.", tags: null, advice: Seconds);
        _eventsDropped = Meter.CreateCounter<long>("signal.room_events.dropped", description: "Room events dropped because the bus was away for too long.");
    }

    public Meter Meter { get; }

    /// <summary>Transports that failed lately.</summary>
    public TransportFailures Failures { get; }

    /// <summary>How well producers reach the node.</summary>
    public ScoreBoard ProducerScores { get; } = new();

    /// <summary>How well consumers reach their clients.</summary>
    public ScoreBoard ConsumerScores { get; } = new();

    /// <summary>A hub request is done.</summary>
    public void RequestDone(string method, TimeSpan duration, SignalErrorCode? error)
    {
        _requests.Record(duration.TotalSeconds, new("method", method), new("code", error is { } code ? (int)code : 0));
        _requestCost.Add(duration.TotalMilliseconds);
    }

    /// <summary>A room event was dropped.</summary>
    public void EventDropped() => _eventsDropped.Add(1);

    /// <summary>The mean time of the requests of the last 20 seconds, milliseconds.</summary>
    public double RequestCost => _requestCost.Value;
}
