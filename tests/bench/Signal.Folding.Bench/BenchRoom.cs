using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;

namespace Signal.Folding.Bench;

/// <summary>A room on the bench's node: creates its events, numbered as a node numbers them.</summary>
internal sealed class BenchRoom(string tenant, string id, long epoch)
{
    private static int _peers;
    private readonly DateTimeOffset _startedAt = Now;
    private long _sequence;
    private int _present;

    public string Id => id;

    public static PeerInfo NewPeer()
    {
        var number = Interlocked.Increment(ref _peers);
        return new PeerInfo
        {
            PeerId = Writes.PeerPrefix + number.ToString("D9", System.Globalization.CultureInfo.InvariantCulture),
            UserId = $"user-{number}",
            Name = $"User {number}",
            Role = Roles.Presenter,
            Grants = new Grants { Subscribe = true, PublishAudio = true, PublishVideo = true },
            JoinedAt = TimeProvider.System.GetUtcNow(),
        };
    }

    /// <summary>The node's report of the room.</summary>
    public RoomReport Report() => new() { Tenant = tenant, RoomId = id, Peers = _present, RosterVersion = _sequence, StartedAt = _startedAt };

    public RoomEvent Started() => new RoomStarted { Tenant = tenant, RoomId = id, NodeId = Stand.NodeId, Epoch = epoch, Sequence = ++_sequence, At = Now };

    public RoomEvent Joined(PeerInfo peer)
    {
        _present++;
        return new PeerJoined { Tenant = tenant, RoomId = id, NodeId = Stand.NodeId, Epoch = epoch, Sequence = ++_sequence, At = Now, Peer = peer };
    }

    public RoomEvent Added(PeerInfo peer, string kind) => new ProducerAdded
    {
        Tenant = tenant, RoomId = id, NodeId = Stand.NodeId, Epoch = epoch, Sequence = ++_sequence, At = Now, PeerId = peer.PeerId, UserId = peer.UserId,
        Producer = new ProducerInfo { ProducerId = $"{peer.PeerId}-{kind}", Kind = kind, Source = kind == "audio" ? "microphone" : "camera" },
    };

    public RoomEvent Left(PeerInfo peer)
    {
        _present--;
        return new PeerLeft
        {
            Tenant = tenant, RoomId = id, NodeId = Stand.NodeId, Epoch = epoch, Sequence = ++_sequence, At = Now, PeerId = peer.PeerId, UserId = peer.UserId,
            Reason = PeerLeftReason.Left,
        };
    }

    /// <summary>All participants except one have left.</summary>
    public RoomEvent Roster(PeerInfo only)
    {
        _present = 1;
        return new RoomRoster
        {
            Tenant = tenant, RoomId = id, NodeId = Stand.NodeId, Epoch = epoch, Sequence = ++_sequence, At = Now,
            Peers = [only], Open = true,
        };
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
}
