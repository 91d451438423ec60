using Signal.MediaNode.Options;

namespace Signal.MediaNode.Limits;

/// <summary>What one peer may use. Section <c>Limits</c>.</summary>
internal sealed record PeerLimits : ICheckedOptions
{
    /// <summary>The largest payload of a request, bytes of JSON.</summary>
    public int MaxPayloadBytes { get; init; } = 64 * 1024;

    /// <summary>The largest message of the hub protocol. A client that sends a larger one is cut.</summary>
    public int MaxMessageBytes { get; init; } = 128 * 1024;

    /// <summary>Requests per second in the long run, of one user in one room. A client that sends four times as many messages is cut.</summary>
    public double RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests at once.</summary>
    public double RequestBurst { get; init; } = 500;

    /// <summary>WebRTC transports.</summary>
    public int Transports { get; init; } = 4;

    /// <summary>Producers of audio and video.</summary>
    public int Producers { get; init; } = 16;

    /// <summary>Producers of data.</summary>
    public int DataProducers { get; init; } = 32;

    /// <summary>Consumers of audio, video and data together. What is beyond is not offered to the peer.</summary>
    public int Consumers { get; init; } = 1000;

    /// <summary>Peers in a room whose settings do not say.</summary>
    public int PeersPerRoom { get; init; } = 1000;

    /// <summary>Rooms on this node.</summary>
    public int Rooms { get; init; } = 10_000;

    /// <summary>A client that was let in must join within this time.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection that has no peer, because it was opened to resume one or its peer has ended, is cut after this time.</summary>
    public TimeSpan ResumeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections that one address may hold; of IPv6 addresses, that a /64 network may hold.</summary>
    public int ConnectionsPerAddress { get; init; } = 1000;

    /// <summary>Connections that one address may try to open per minute.</summary>
    public int ConnectsPerAddressPerMinute { get; init; } = 600;

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (MaxPayloadBytes < 4096 || MaxMessageBytes < MaxPayloadBytes)
        {
            yield return "MaxPayloadBytes must be at least 4096, and MaxMessageBytes at least as much.";
        }

        if (RequestsPerSecond <= 0 || RequestBurst < 1)
        {
            yield return "RequestsPerSecond must be more than zero and RequestBurst at least one.";
        }

        if (Transports < 1 || Producers < 0 || DataProducers < 0 || Consumers < 0)
        {
            yield return "Transports must be at least one; Producers, DataProducers and Consumers must not be negative.";
        }

        if (PeersPerRoom < 1 || Rooms < 1 || ConnectionsPerAddress < 1 || ConnectsPerAddressPerMinute < 1)
        {
            yield return "PeersPerRoom, Rooms, ConnectionsPerAddress and ConnectsPerAddressPerMinute must be at least one.";
        }

        if (JoinTimeout < TimeSpan.FromSeconds(1) || ResumeTimeout < TimeSpan.FromSeconds(1))
        {
            yield return "JoinTimeout and ResumeTimeout must be at least one second.";
        }
    }
}
