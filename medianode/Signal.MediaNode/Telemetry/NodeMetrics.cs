using System.Diagnostics.Metrics;
using System.Text.Json;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>Metrics that are recorded as events happen. <c>NodeGauges</c> has those that are read at collection time.</summary>
internal sealed class NodeMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Signal.MediaNode";

    /// <summary>The buckets that OpenTelemetry's semantic conventions give for <c>http.server.request.duration</c>.</summary>
    public static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    // The collection period for which mediasoup-signal's alerts are defined.
    private const int CostWindowSeconds = 20;

    /// <summary>From a join on the local network to one that a user gives up on.</summary>
    private static readonly InstrumentAdvice<double> LongSeconds = new()
    {
        HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 20, 30, 60],
    };

    // Boxed once, so that a successful request allocates nothing.
    private static readonly object Succeeded = 0;

    private readonly Histogram<double> _requests;
    private readonly Histogram<double> _joins;
    private readonly Histogram<double> _firstMedia;
    private readonly Counter<long> _left;
    private readonly Counter<long> _eventsDropped;
    private readonly RecentMean _requestCost;

    public NodeMetrics(IMeterFactory meters, TimeProvider time)
    {
        Meter = meters.Create(MeterName);
        Failures = new TransportFailures(time);
        Connections = new ConnectionCounts(time);
        _requestCost = new RecentMean(time, CostWindowSeconds);
        _requests = Meter.CreateHistogram<double>(
            "signal.hub.request.duration", "s", "Duration of hub requests, by method and error code.", tags: null, advice: Seconds);
        _joins = Meter.CreateHistogram<double>(
            "signal.peer.join.duration", "s", "Time from the accepted connection of a peer to its successful join.", tags: null, advice: LongSeconds);
        _firstMedia = Meter.CreateHistogram<double>(
            "signal.peer.time_to_first_media",
            "s",
            "Time from the join of a peer, or the start of the first stream if that is later, to the first packet sent to it, by kind. A sample.",
            tags: null,
            advice: LongSeconds);
        _left = Meter.CreateCounter<long>("signal.peers.left", description: "Peers that have left a room, by reason.");
        _eventsDropped = Meter.CreateCounter<long>(
            "signal.room_events.dropped", description: "Room events dropped because the bus rejected them or was unavailable for too long.");
        StartAtZero();
    }

    public Meter Meter { get; }

    /// <summary>Transports that failed recently.</summary>
    public TransportFailures Failures { get; }

    /// <summary>The outcomes of the recent media connections.</summary>
    public ConnectionCounts Connections { get; }

    /// <summary>The scores of the producers.</summary>
    public ScoreBoard ProducerScores { get; } = new();

    /// <summary>The scores of the consumers.</summary>
    public ScoreBoard ConsumerScores { get; } = new();

    /// <summary>Records a completed hub request.</summary>
    public void RequestDone(string method, TimeSpan duration, SignalErrorCode? error)
    {
        _requests.Record(duration.TotalSeconds, new("method", method), new("code", error is { } code ? (int)code : Succeeded));
        _requestCost.Add(duration.TotalMilliseconds);
    }

    /// <summary>Whether anything collects the times recorded with <see cref="MediaStarted"/>.</summary>
    public bool MeasuresFirstMedia => _firstMedia.Enabled;

    /// <summary>Records the first join of a peer.</summary>
    public void PeerJoined(TimeSpan sinceConnected) => _joins.Record(sinceConnected.TotalSeconds);

    /// <summary>Records the first packet of a kind that is sent to a peer.</summary>
    public void MediaStarted(MediaKind kind, TimeSpan waited) => _firstMedia.Record(waited.TotalSeconds, MediaTags.Of(kind));

    /// <summary>Records the end of a peer that had joined.</summary>
    public void PeerLeft(PeerLeftReason reason) => _left.Add(1, ReasonTag(reason));

    /// <summary>Records dropped room events.</summary>
    public void EventsDropped(int count) => _eventsDropped.Add(count);

    /// <summary>The mean duration of the requests of the last 20 seconds, in milliseconds.</summary>
    public double RequestCost => _requestCost.Value;

    // Prometheus sees no increase in a counter that appears with its first event.
    private void StartAtZero()
    {
        _eventsDropped.Add(0);
        foreach (var reason in Enum.GetValues<PeerLeftReason>())
        {
            _left.Add(0, ReasonTag(reason));
        }
    }

    private static KeyValuePair<string, object?> ReasonTag(PeerLeftReason reason) =>
        new("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));
}
