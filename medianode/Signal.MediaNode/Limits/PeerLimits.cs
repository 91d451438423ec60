using System.ComponentModel.DataAnnotations;
using Signal.Hosting.Settings;

namespace Signal.MediaNode.Limits;

/// <summary>Limits of a peer, a client address and the node.</summary>
[Settings("Limits")]
internal sealed record PeerLimits : IValidatableObject
{
    /// <summary>The largest payload of a request, in bytes of JSON.</summary>
    [Range(4096, int.MaxValue)]
    public int MaxPayloadBytes { get; init; } = 64 * 1024;

    /// <summary>The largest message of the hub protocol, in bytes. A client that sends a larger one is disconnected.</summary>
    [Range(4096, int.MaxValue)]
    public int MaxMessageBytes { get; init; } = 128 * 1024;

    /// <summary>
    /// The sustained rate of requests of one user in one room, per second. A client that sends four times as many messages is disconnected.
    /// </summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double RequestsPerSecond { get; init; } = 50;

    /// <summary>The number of requests that can be sent in a burst.</summary>
    [Range(1, double.MaxValue)]
    public double RequestBurst { get; init; } = 500;

    /// <summary>The maximum number of WebRTC transports of a peer.</summary>
    [Range(1, int.MaxValue)]
    public int Transports { get; init; } = 4;

    /// <summary>The maximum number of audio and video producers of a peer.</summary>
    [Range(0, int.MaxValue)]
    public int Producers { get; init; } = 16;

    /// <summary>The maximum number of data producers of a peer.</summary>
    [Range(0, int.MaxValue)]
    public int DataProducers { get; init; } = 32;

    /// <summary>
    /// The maximum size of the application data (<c>appData</c>) of all producers and data producers of a peer together, in bytes of JSON. It is
    /// sent to all peers of the room.
    /// </summary>
    [Range(1024, int.MaxValue)]
    public int AppDataBytes { get; init; } = 64 * 1024;

    /// <summary>The maximum number of audio, video and data consumers of a peer together. Further streams are not offered to it.</summary>
    [Range(0, int.MaxValue)]
    public int Consumers { get; init; } = 1000;

    /// <summary>The maximum number of peers in a room whose own settings have no limit.</summary>
    [Range(1, int.MaxValue)]
    public int PeersPerRoom { get; init; } = 1000;

    /// <summary>The maximum number of rooms on this node.</summary>
    [Range(1, int.MaxValue)]
    public int Rooms { get; init; } = 10_000;

    /// <summary>How long a connected client may take to join.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a connection may stay without a peer, because it was opened to resume one or its peer has ended, before it is closed.
    /// </summary>
    [DurationRange("1s", "1h")]
    public TimeSpan ResumeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of open connections per client address; for IPv6, per /64 network.</summary>
    [Range(1, int.MaxValue)]
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>The maximum number of connection attempts per client address and minute.</summary>
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
