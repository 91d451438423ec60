using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>A producer or consumer whose statistics are read from time to time. Not thread-safe.</summary>
/// <param name="source">The producer or consumer.</param>
/// <param name="direction">The attribute of its direction.</param>
/// <param name="kind">Audio or video.</param>
/// <param name="clockRate">The clock rate of its codec, in hertz.</param>
/// <param name="read">Reads the statistics of its streams.</param>
internal sealed class SampledStream(
    WorkerObject source,
    KeyValuePair<string, object?> direction,
    MediaKind kind,
    int clockRate,
    Func<CancellationToken, Task<IEnumerable<RtpStreamStat>>> read)
{
    private RtpTotals _counted;

    /// <summary>Whether there is nothing more to read.</summary>
    public bool Closed => source.Closed;

    /// <summary>Reads the statistics and records what happened since the previous reading.</summary>
    public async Task ReadAsync(RtpMetrics metrics, CancellationToken cancellationToken)
    {
        var totals = default(RtpTotals);
        foreach (var stat in await read(cancellationToken))
        {
            totals += stat;
            if (stat.Bitrate > 0)
            {
                metrics.Rate(direction, stat, clockRate);
            }
        }

        metrics.Count(direction, kind, totals.Since(_counted));
        _counted = totals;
    }
}
