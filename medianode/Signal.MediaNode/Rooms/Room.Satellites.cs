using Signal.Cascade;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Rooms;

/// <summary>The room's parts on other nodes, when this node is its home: it decides for all of them, and is the only one that announces.</summary>
internal sealed partial class Room
{
    private readonly Dictionary<NodeInstance, Satellite> _satellites = [];

    /// <summary>A satellite attaches: it gets the state of the room, what it has missed, then the changes. Returns false when the room is closed.</summary>
    /// <exception cref="SignalException">This node is not the home of the room.</exception>
    public Task<bool> AttachAsync(Link link, Attach request) => Mailbox.RunAsync(() =>
    {
        if (_closed)
        {
            return false;
        }

        RequireHome();
        foreach (var former in _satellites.Values.Where(other => other.Node.NodeId == link.Remote.NodeId && other.Node != link.Remote).ToList())
        {
            Drop(former);
        }

        var satellite = SatelliteAt(link.Remote);
        satellite.Attach(link, request.Attachment, () => Mailbox.Post(() => Lose(link)));
        _emptyTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        satellite.Send(new SettingsChanged(_settings, _locked));
        foreach (var participant in Participants.Where(other => other.Joined && (other as RemoteMember)?.Part != satellite.Node))
        {
            satellite.Send(new PeerArrived(StateOf(participant)));
        }

        satellite.SendMissed(request.Applied);
        return true;
    });

    /// <summary>A peer of a satellite joins.</summary>
    /// <exception cref="SignalException">The room is locked or full, the user is already in it, or its token is no longer accepted.</exception>
    public Task AdmitAsync(Link link, PeerState peer) => AtHomeAsync(link, satellite => Admit(satellite, peer, isReturning: false));

    /// <summary>Reserves a publisher slot for a peer of a satellite.</summary>
    /// <exception cref="SignalException">The room has reached its publisher limit.</exception>
    public Task ReservePublisherAsync(Link link, string peerId) => AtHomeAsync(link, satellite =>
        ReservePublisher(RemoteOf(satellite, peerId) ?? throw new SignalException(SignalErrorCode.NoRoom, "The peer is no longer in the room.")));

    /// <summary>A satellite reports a change of its own peers, and which change of the home it has applied last.</summary>
    public void OnReport(Link link, RoomChange change, ChangeNumber applied) => Mailbox.Post(() =>
    {
        if (SatelliteOf(link) is not { } satellite)
        {
            return;
        }

        satellite.Confirm(applied);
        switch (change)
        {
            case PeerArrived { Peer: var peer }:
                Return(satellite, peer);
                break;
            case PeerRefreshed { PeerId: var id }:
                Apply(satellite, id, change);
                break;
            case PeerDeparted { PeerId: var id }:
                Apply(satellite, id, change);
                break;
            case StreamAdded { PeerId: var id }:
                Apply(satellite, id, change);
                break;
            case StreamPaused { PeerId: var id }:
                Apply(satellite, id, change);
                break;
            case StreamRemoved { PeerId: var id }:
                Apply(satellite, id, change);
                break;
            case PublisherReleased released when RemoteOf(satellite, released.PeerId) is { } member:
                Unreserve(member);
                break;
            case LoudestChanged { Loudest: var loudest }:
                Hear(SpeakerShardOf(satellite), loudest);
                break;
            case PartConfirmed:
                DropUnconfirmed(satellite);
                break;
            case PartDetached:
                Drop(satellite);
                break;
        }
    });

    /// <summary>Announces a change to the satellites.</summary>
    private void Publish(RoomChange change, NodeInstance? except = null)
    {
        foreach (var satellite in _satellites.Values)
        {
            if (satellite.Node != except)
            {
                satellite.Send(change);
            }
        }
    }

    private void SendTo(RemoteMember member, RoomChange change) => _satellites.GetValueOrDefault(member.Part)?.Send(change);

    private Task<bool> AtHomeAsync(Link link, Action<Satellite> act) => Mailbox.RunAsync(() =>
    {
        RequireHome();
        act(SatelliteOf(link) ?? throw new SignalException(SignalErrorCode.NoRoom, "The node is not attached to the room."));
        return true;
    });

    private void RequireHome()
    {
        if (!IsHome || _closed)
        {
            throw new SignalException(SignalErrorCode.NoRoom, "This node is not the home of the room.");
        }
    }

    private Satellite SatelliteAt(NodeInstance node)
    {
        if (!_satellites.TryGetValue(node, out var satellite))
        {
            var lease = _services.Time.CreateTimer(_ => Mailbox.Post(() => Expire(node)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _satellites.Add(node, satellite = new Satellite(node, Key, lease));
        }

        return satellite;
    }

    private Satellite? SatelliteOf(Link link) => _satellites.TryGetValue(link.Remote, out var satellite) && satellite.Link == link ? satellite : null;

    private RemoteMember? RemoteOf(Satellite satellite, string peerId) =>
        _remote.TryGetValue(peerId, out var member) && member.Part == satellite.Node ? member : null;

    private void Admit(Satellite satellite, PeerState peer, bool isReturning)
    {
        var (id, userId) = (peer.Info.PeerId, peer.Info.UserId);
        if (RemoteOf(satellite, id) is null)
        {
            if (_members.ContainsKey(id) || _remote.ContainsKey(id))
            {
                throw new SignalException(SignalErrorCode.Forbidden, "The peer is on another node.");
            }

            RequireToken(peer);
            Admit(userId, isReturning ? peer.Info.JoinedAt : null);
        }

        SetRemote(peer, satellite.Node, satellite.Attachment);
        Publish(new PeerArrived(StateOf(_remote[id])), except: satellite.Node);
    }

    private void RequireToken(PeerState peer)
    {
        try
        {
            var token = peer.Token ?? throw new TokenRefusedException("no token");
            _services.Revocations.RequireToken(Tenant, Id, peer.Info.UserId, token.Id, token.IssuedAt);
        }
        catch (TokenRefusedException error)
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The token is not accepted.", error);
        }
    }

    /// <summary>A peer was in the room before the link to its node was lost. It stays, unless another decision was made meanwhile.</summary>
    private void Return(Satellite satellite, PeerState peer)
    {
        try
        {
            Admit(satellite, peer, isReturning: true);
        }
        catch (SignalException refusal)
        {
            satellite.Send(new PeerDismissed(peer.Info.PeerId, PeerLeftReason.Kicked, refusal.Message));
        }
    }

    private void Apply(Satellite satellite, string peerId, RoomChange change)
    {
        if (RemoteOf(satellite, peerId) is { } member)
        {
            Apply(change, member);
            Publish(change, except: satellite.Node);
        }
    }

    private void DismissRemote(RemoteMember member, PeerLeftReason reason, string? farewell)
    {
        RemoveRemote(member, reason);
        SendTo(member, new PeerDismissed(member.Id, reason, farewell));
        Publish(new PeerDeparted(member.Id, reason), except: member.Part);
    }

    private void DropUnconfirmed(Satellite satellite)
    {
        foreach (var member in _remote.Values.Where(member => member.Part == satellite.Node && member.Attachment != satellite.Attachment).ToList())
        {
            Lose(member);
        }
    }

    private void Lose(Link link)
    {
        if (SatelliteOf(link) is { } satellite)
        {
            satellite.Lose(_services.Options.PartLease);
        }
    }

    /// <summary>The lease of a satellite has ended.</summary>
    private void Expire(NodeInstance node)
    {
        if (_satellites.TryGetValue(node, out var satellite) && satellite.Link is null)
        {
            LogExpired(Id, node);
            Drop(satellite);
        }
    }

    private void Drop(Satellite satellite)
    {
        _satellites.Remove(satellite.Node);
        satellite.Dispose();
        foreach (var member in _remote.Values.Where(member => member.Part == satellite.Node).ToList())
        {
            Lose(member);
        }

        if (_speaker.Remove(SpeakerShardOf(satellite), out var speaker))
        {
            Announce(speaker);
        }

        WaitForPeers();
    }

    private void Lose(RemoteMember member)
    {
        RemoveRemote(member, PeerLeftReason.Lost);
        Publish(new PeerDeparted(member.Id, PeerLeftReason.Lost));
    }

    // A satellite compares its own shards: for the home, its loudest stream is that of one shard.
    private static ShardId SpeakerShardOf(Satellite satellite) => new(satellite.Node.ToString(), 0);

    [LoggerMessage(EventIds.PartExpired, LogLevel.Warning, "Node {Node} did not attach to room {Room} again; its peers are removed")]
    private partial void LogExpired(string room, NodeInstance node);
}
