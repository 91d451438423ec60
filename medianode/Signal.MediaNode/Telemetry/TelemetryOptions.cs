using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Telemetry;

/// <summary>The cost of the media metrics: they are sampled from the workers at fixed rates, whatever the number of peers.</summary>
[Settings("Telemetry")]
internal sealed record TelemetryOptions
{
    /// <summary>
    /// How many producers and consumers are asked for their statistics per second, in rotation, for the metrics <c>signal_rtp_*</c>: with 5,000
    /// of them and 100 per second, each is read every 50 seconds. 0: none, and these metrics stay zero.
    /// </summary>
    [Range(0, 10_000)]
    public int StreamsPerSecond { get; init; } = 100;

    /// <summary>
    /// For how many new consumers per second the time to the first packet is measured, for the metric
    /// <c>signal_peer_time_to_first_media_seconds</c>; each measurement takes two worker requests. 0: none.
    /// </summary>
    [Range(0, 1000)]
    public int FirstMediaPerSecond { get; init; } = 10;
}
