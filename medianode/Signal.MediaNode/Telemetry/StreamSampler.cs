using System.Diagnostics;
using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>
/// Reads the statistics of the node's producers and consumers in rotation, one after another and a limited number per second
/// (<see cref="TelemetryOptions.StreamsPerSecond"/>), so that the cost does not grow with the number of peers. What a stream transfers
/// between its last reading and its end is not counted.
/// </summary>
internal sealed class StreamSampler(RtpMetrics metrics, TelemetryOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<SampledStream> _streams = new();

    /// <summary>Adds a producer until it closes.</summary>
    public void Add(Producer producer) => Add(new SampledStream(
        producer,
        MediaTags.Inbound,
        producer.Kind,
        producer.RtpParameters.Codecs[0].ClockRate,
        async cancellationToken => await producer.GetStatsAsync(cancellationToken)));

    /// <summary>Adds a consumer until it closes. Its statistics also contain those of the producer stream, which are not counted again.</summary>
    public void Add(Consumer consumer) => Add(new SampledStream(
        consumer,
        MediaTags.Outbound,
        consumer.Kind,
        consumer.RtpParameters.Codecs[0].ClockRate,
        async cancellationToken => (await consumer.GetStatsAsync(cancellationToken)).OfType<RtpStreamSendStat>()));

    /// <summary>Reads the next streams, each at most once; none if nothing collects the metrics.</summary>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        int turns;
        lock (_lock)
        {
            turns = _streams.Count;
        }

        for (var reads = 0; turns > 0 && reads < options.StreamsPerSecond; turns--)
        {
            if (Next() is not { } stream || !metrics.Enabled)
            {
                continue;
            }

            reads++;
            try
            {
                await stream.ReadAsync(metrics, cancellationToken);
            }
            catch (MediasoupException)
            {
                // The stream was closed meanwhile, or its worker does not answer.
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.StreamsPerSecond == 0)
        {
            return;
        }

        // An unsampled parent: otherwise each request to a worker would be a trace of its own.
        using var untraced = new Activity(nameof(StreamSampler)).Start();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SampleAsync(stoppingToken);
        }
    }

    private void Add(SampledStream stream)
    {
        if (options.StreamsPerSecond > 0)
        {
            lock (_lock)
            {
                _streams.Enqueue(stream);
            }
        }
    }

    // Null for a closed stream, which leaves the rotation.
    private SampledStream? Next()
    {
        lock (_lock)
        {
            var stream = _streams.Dequeue();
            if (stream.Closed)
            {
                return null;
            }

            _streams.Enqueue(stream);
            return stream;
        }
    }
}
