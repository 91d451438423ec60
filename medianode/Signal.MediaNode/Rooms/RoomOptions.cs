using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms;

/// <summary>Defaults for rooms whose own settings do not specify a value.</summary>
[Settings("Rooms")]
internal sealed record RoomOptions
{
    /// <summary>How long a new room waits for the first peer to join before it is closed.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan EmptyTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a room is kept open after the last peer left.</summary>
    [DurationRange("0s", "1d")]
    public TimeSpan DepartureTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a peer whose connection was lost can resume. Zero: it cannot.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan ResumeGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the active speaker is determined, in milliseconds.</summary>
    [Range(250, 5000)]
    public ushort SpeakerInterval { get; init; } = 800;

    /// <summary>The level in dBvo below which audio counts as silence.</summary>
    [Range(-127, 0)]
    public sbyte SpeakerThreshold { get; init; } = -60;

    /// <summary>
    /// The number of consumers of a room on one worker from which new peers are placed on another worker of the node. Streams are piped
    /// between the workers.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ConsumersPerWorker { get; init; } = 400;

    /// <summary>The CPU usage of a worker (1 is a whole core) from which new peers of its rooms are placed on another worker.</summary>
    [Range(0.05, 1)]
    public double MaxWorkerCpu { get; init; } = 0.85;

    /// <summary>
    /// How long a stream stays piped to another worker after its last consumer there was closed, and how long it is still sent there after the
    /// last consumer was paused.
    /// </summary>
    [DurationRange("0s", "10m")]
    public TimeSpan PipeLinger { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the home of a room that spans several nodes keeps the peers of another node after the link to it was lost. Until then, that
    /// node can come back with its peers; its media go on meanwhile.
    /// </summary>
    [DurationRange("1s", "10m")]
    public TimeSpan PartLease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The codecs that routers offer, in order of preference: MIME types, optionally with the parameters of an SDP <c>a=fmtp</c> line, such
    /// as <c>video/H264;packetization-mode=1;profile-level-id=4d0032</c>. A MIME type can appear several times. Default: all, without
    /// parameters.
    /// </summary>
    [KnownCodec]
    public IReadOnlyList<string> Codecs { get; init; } = [];
}
