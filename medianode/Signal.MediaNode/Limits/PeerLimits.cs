using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Limits;

/// <summary>What one peer, one client address and the node may use.</summary>
[Settings("Limits")]
internal sealed record PeerLimits : IValidatableObject
{
    /// <summary>The largest payload of a request, in bytes of JSON.</summary>
    [Range(4096, int.MaxValue)]
    public int MaxPayloadBytes { get; init; } = 64 * 1024;

    /// <summary>The largest message of the hub protocol, in bytes. A client that sends a larger one is cut.</summary>
    [Range(4096, int.MaxValue)]
    public int MaxMessageBytes { get; init; } = 128 * 1024;

    /// <summary>Requests per second in the long run, of one user in one room. A client that sends four times as many messages is cut.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests at once.</summary>
    [Range(1, double.MaxValue)]
    public double RequestBurst { get; init; } = 500;

    /// <summary>WebRTC transports of a peer.</summary>
    [Range(1, int.MaxValue)]
    public int Transports { get; init; } = 4;

    /// <summary>Audio and video producers of a peer.</summary>
    [Range(0, int.MaxValue)]
    public int Producers { get; init; } = 16;

    /// <summary>Data producers of a peer.</summary>
    [Range(0, int.MaxValue)]
    public int DataProducers { get; init; } = 32;

    /// <summary>Audio, video and data consumers of a peer together. What is beyond is not offered to it.</summary>
    [Range(0, int.MaxValue)]
    public int Consumers { get; init; } = 1000;

    /// <summary>Peers in a room whose own settings have no limit.</summary>
    [Range(1, int.MaxValue)]
    public int PeersPerRoom { get; init; } = 1000;

    /// <summary>Rooms on this node.</summary>
    [Range(1, int.MaxValue)]
    public int Rooms { get; init; } = 10_000;

    /// <summary>A client that was let in must join within this time.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection that has no peer, because it was opened to resume one or its peer has ended, is cut after this time.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan ResumeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections that one client address may hold; of IPv6 addresses, that a /64 network may hold.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>Connections that one client address may try to open per minute.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectsPerAddressPerMinute { get; init; } = 600;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxMessageBytes < MaxPayloadBytes)
        {
            yield return new ValidationResult("set at least Limits__MaxPayloadBytes", [nameof(MaxMessageBytes)]);
        }
    }
}
