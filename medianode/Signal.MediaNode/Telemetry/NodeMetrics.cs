using System.Diagnostics.Metrics;
using Signal.Contracts.Errors;

namespace Signal.MediaNode.Telemetry;

/// <summary>Metrics that are recorded as events happen. <c>NodeGauges</c> has those that are read at collection time.</summary>
internal sealed class NodeMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Signal.MediaNode";

    // The collection period for which mediasoup-signal's alerts are defined.
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
            "signal.hub.request.duration", "s", "Duration of hub requests, by method and error code.", tags: null, advice: Seconds);
        _eventsDropped = Meter.CreateCounter<long>(
            "signal.room_events.dropped", description: "Room events dropped because the bus rejected them or was unavailable for too long.");
    }

    public Meter Meter { get; }

    /// <summary>Transports that failed recently.</summary>
    public TransportFailures Failures { get; }

    /// <summary>The scores of the producers.</summary>
    public ScoreBoard ProducerScores { get; } = new();

    /// <summary>The scores of the consumers.</summary>
    public ScoreBoard ConsumerScores { get; } = new();

    /// <summary>Records a completed hub request.</summary>
    public void RequestDone(string method, TimeSpan duration, SignalErrorCode? error)
    {
        _requests.Record(duration.TotalSeconds, new("method", method), new("code", error is { } code ? (int)code : 0));
        _requestCost.Add(duration.TotalMilliseconds);
    }

    /// <summary>Records dropped room events.</summary>
    public void EventsDropped(int count) => _eventsDropped.Add(count);

    /// <summary>The mean duration of the requests of the last 20 seconds, in milliseconds.</summary>
    public double RequestCost => _requestCost.Value;
}
