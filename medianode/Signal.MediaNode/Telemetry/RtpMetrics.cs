using System.Diagnostics.Metrics;
using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>
/// Metrics of the RTP streams, by direction and kind, from the statistics that <see cref="StreamSampler"/> reads. Counters add up what
/// happened between two readings of a stream; histograms get one value for each reading of a stream with traffic.
/// </summary>
internal sealed class RtpMetrics
{
    private const double MillisecondsPerSecond = 1000;

    // FractionLost is in 1/256 (RFC 3550, section 6.4.1).
    private const double WholeFraction = 256;

    private readonly Counter<long> _bytes;
    private readonly Counter<long> _packets;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _retransmitted;
    private readonly Counter<long> _nacks;
    private readonly Counter<long> _plis;
    private readonly Counter<long> _firs;
    private readonly Histogram<double> _loss;
    private readonly Histogram<double> _jitter;
    private readonly Histogram<double> _roundTrip;

    public RtpMetrics(NodeMetrics metrics)
    {
        Counter<long> Counter(string name, string description, string? unit = null) =>
            metrics.Meter.CreateCounter<long>($"signal.rtp.{name}", unit, $"{description}, by direction and kind.");
        Histogram<double> Histogram(string name, string unit, string description, params double[] boundaries) => metrics.Meter.CreateHistogram(
            $"signal.rtp.{name}",
            unit,
            $"{description}, by direction and kind. A sample.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });

        _bytes = Counter("io", "RTP bytes", "By");
        _packets = Counter("packets", "RTP packets");
        _lost = Counter("packets.lost", "Lost RTP packets");
        _retransmitted = Counter("packets.retransmitted", "Retransmitted RTP packets");
        _nacks = Counter("nack", "NACKs, sent for inbound and received for outbound streams");
        _plis = Counter("pli", "PLIs, sent for inbound and received for outbound streams");
        _firs = Counter("fir", "FIRs, sent for inbound and received for outbound streams");
        _loss = Histogram("loss.ratio", "1", "Fraction of packets lost in the last RTCP interval of a stream", 0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5);
        _jitter = Histogram("jitter", "s", "Jitter of a stream", 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1);
        _roundTrip = Histogram("round_trip_time", "s", "Round-trip time of a stream", 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2);
        StartAtZero();
    }

    /// <summary>Whether anything collects these metrics; if not, no statistics need to be read.</summary>
    public bool Enabled => _bytes.Enabled || _packets.Enabled || _jitter.Enabled;

    /// <summary>Records what happened since the previous reading.</summary>
    public void Count(KeyValuePair<string, object?> direction, MediaKind kind, RtpTotals increase)
    {
        var ofKind = MediaTags.Of(kind);
        _bytes.Add(increase.Bytes, direction, ofKind);
        _packets.Add(increase.Packets, direction, ofKind);
        _lost.Add(increase.Lost, direction, ofKind);
        _retransmitted.Add(increase.Retransmitted, direction, ofKind);
        _nacks.Add(increase.Nacks, direction, ofKind);
        _plis.Add(increase.Plis, direction, ofKind);
        _firs.Add(increase.Firs, direction, ofKind);
    }

    /// <summary>Records the quality of a stream with traffic.</summary>
    /// <param name="direction">The direction of the stream.</param>
    /// <param name="stat">The statistics of the stream.</param>
    /// <param name="clockRate">The clock rate of its codec, in hertz: the unit of its jitter.</param>
    public void Rate(KeyValuePair<string, object?> direction, RtpStreamStat stat, int clockRate)
    {
        var kind = MediaTags.Of(stat.Kind);
        _loss.Record(stat.FractionLost / WholeFraction, direction, kind);
        _jitter.Record((double)stat.Jitter / clockRate, direction, kind);
        if (stat.RoundTripTime is > 0 and var milliseconds)
        {
            _roundTrip.Record(milliseconds / MillisecondsPerSecond, direction, kind);
        }
    }

    // Prometheus sees no increase in a counter that appears with its first event.
    private void StartAtZero()
    {
        foreach (var kind in Enum.GetValues<MediaKind>())
        {
            Count(MediaTags.Inbound, kind, default);
            Count(MediaTags.Outbound, kind, default);
        }
    }
}
