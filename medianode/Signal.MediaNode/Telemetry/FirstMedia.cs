using System.Collections.Immutable;
using Signal.MediaNode.Concurrency;
using Signal.Mediasoup;

namespace Signal.MediaNode.Telemetry;

/// <summary>
/// Measures how long peers wait for the first packet of audio and of video, for a limited number of consumers per second
/// (<see cref="TelemetryOptions.FirstMediaPerSecond"/>). The worker traces a measured consumer until it sends.
/// </summary>
internal sealed class FirstMedia(NodeMetrics metrics, TelemetryOptions options, TimeProvider time)
{
    private readonly TokenBucket _budget = new(time, options.FirstMediaPerSecond, options.FirstMediaPerSecond);

    /// <summary>Measures a new consumer that is still paused, if the budget allows it. Ends without a value when it is paused again.</summary>
    /// <param name="consumer">The peer's first consumer of that kind.</param>
    /// <param name="since">The timestamp of the time provider from which on the peer has waited.</param>
    public void Measure(Consumer consumer, long since)
    {
        if (!metrics.MeasuresFirstMedia || !_budget.TryTake())
        {
            return;
        }

        var ended = 0;
        consumer.OnTrace += _ => End(started: true);
        consumer.OnProducerPause += () => End(started: false);
        consumer.Observer.OnPause += () => End(started: false);

        // A video consumer sends nothing before a key frame, which has fewer traced packets than the stream.
        _ = TraceAsync(consumer, [consumer.Kind == MediaKind.Audio ? ConsumerTraceEventType.Rtp : ConsumerTraceEventType.KeyFrame]);

        void End(bool started)
        {
            if (Interlocked.Exchange(ref ended, 1) != 0)
            {
                return;
            }

            if (started)
            {
                metrics.MediaStarted(consumer.Kind, time.GetElapsedTime(since));
            }

            _ = TraceAsync(consumer, []);
        }
    }

    private static async Task TraceAsync(Consumer consumer, ImmutableArray<ConsumerTraceEventType> types)
    {
        try
        {
            await consumer.EnableTraceEventAsync(types);
        }
        catch (MediasoupException)
        {
            // The consumer was closed meanwhile.
        }
    }
}
