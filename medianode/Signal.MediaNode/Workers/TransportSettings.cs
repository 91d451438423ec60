using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Workers;

/// <summary>Settings of all WebRTC transports. Bitrates are in bits per second.</summary>
[Settings("Transport")]
internal sealed record TransportSettings
{
    /// <summary>The initial estimate of a client's downlink bandwidth.</summary>
    [Range(30_000, int.MaxValue)]
    public uint InitialOutgoingBitrate { get; init; } = 1_000_000;

    /// <summary>The maximum bitrate that a client may send over one transport.</summary>
    [Range(30_000, int.MaxValue)]
    public uint? MaxIncomingBitrate { get; init; } = 6_000_000;

    /// <summary>The maximum bitrate that is sent to a client over one transport. Default: no limit.</summary>
    [Range(30_000, int.MaxValue)]
    public uint? MaxOutgoingBitrate { get; init; }

    /// <summary>The largest message over a data channel, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public uint MaxDataMessageBytes { get; init; } = 262_144;

    /// <summary>The minimum time between two messages that report the estimated downlink bandwidth to a client.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan BweInterval { get; init; } = TimeSpan.FromSeconds(1);
}
