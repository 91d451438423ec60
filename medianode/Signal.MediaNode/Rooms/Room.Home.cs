using Signal.Contracts.Messages;
using Signal.MediaNode.Links;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Rooms;

/// <summary>The room's home, when it is another node: this part is a satellite.</summary>
internal sealed partial class Room
{
    /// <summary>The home announces a change.</summary>
    public void OnChange(Link link, HomeChange change) => Mailbox.Post(() =>
    {
        if (!_closed && _home?.Accept(link, change) == true)
        {
            Apply(_home, change.Change);
        }
    });

    /// <summary>
    /// The part has attached, and knows the room as the home described it: participants that it did not are gone. The home now needs the
    /// part's own peers: it may have dropped them, or admitted some whose answer was lost. Called in the mailbox.
    /// </summary>
    public void OnAttached(HomeConnection home)
    {
        if (home != _home)
        {
            return;
        }

        foreach (var member in _remote.Values.Where(member => member.Attachment != home.Number).ToList())
        {
            RemoveRemote(member, PeerLeftReason.Lost);
        }

        foreach (var member in _members.Values.Where(member => member.Joined))
        {
            home.Report(new PeerArrived(StateOf(member) with { Token = TokenOf(member.Peer) }));
        }

        home.Report(new PartConfirmed());
    }

    /// <summary>The home does not accept this part.</summary>
    public void OnRefused(HomeConnection home, SignalException refusal) => Mailbox.Post(() =>
    {
        if (home == _home)
        {
            LogRefused(Id, refusal.Message);
            Close(RoomEndReason.Failed);
        }
    });

    private async Task<IReadOnlyList<NewPeer>> JoinAtAsync(HomeConnection home, Peer peer, JoinRequest request)
    {
        var node = _services.Node.Instance;
        var (info, card) = (peer.Describe(_services.Time.GetUtcNow(), request.ClientDevice()), CardOf(peer, request));
        var state = new PeerState(node.NodeId, node.Epoch, info, card, [], TokenOf(peer));
        while (_home == home)
        {
            Attachment attachment;
            try
            {
                attachment = await home.RequestAsync(PartProtocol.Join, new JoinAtHome(Key, state), peer.Ended);
            }
            catch (SignalException) when (_home != home)
            {
                break;
            }
            catch (SignalException)
            {
                Mailbox.Post(() => CancelJoin(home, peer));
                throw;
            }

            var others = await Mailbox.RunAsync<IReadOnlyList<NewPeer>?>(() =>
            {
                if (!_members.TryGetValue(peer.Id, out var member))
                {
                    home.Report(new PeerDeparted(peer.Id, PeerLeftReason.Left));
                }

                member ??= MemberOf(peer);
                if (home.Current != attachment || _home != home)
                {
                    // The link was lost since: the home may have dropped the peer already.
                    return null;
                }

                member.Arrive();
                Enter(member, info, card);
                return OthersFor(peer);
            });
            if (others is not null)
            {
                return others;
            }
        }

        // Another node is the home now.
        return await JoinAsync(peer, request);
    }

    /// <summary>A request to join has failed, or its peer has ended meanwhile: the home may have admitted the peer nevertheless.</summary>
    private void CancelJoin(HomeConnection home, Peer peer)
    {
        if (!_members.TryGetValue(peer.Id, out var member) || !member.Joined)
        {
            home.Report(new PeerDeparted(peer.Id, PeerLeftReason.Left));
        }
    }

    private static PeerToken TokenOf(Peer peer) => new(peer.Token.Id, peer.Token.IssuedAt);

    private void Apply(HomeConnection home, RoomChange change)
    {
        switch (change)
        {
            case PeerArrived { Peer: var peer }:
                SetRemote(peer, new NodeInstance(peer.NodeId, peer.Epoch), home.Number);
                break;
            case PeerRefreshed { PeerId: var id }:
                Apply(id, change);
                break;
            case PeerDeparted { PeerId: var id, Reason: var reason }:
                if (reason == PeerLeftReason.Kicked && _remote.TryGetValue(id, out var kicked))
                {
                    // Also here: this node may be the next home.
                    _services.Revocations.RevokeIssued(Tenant, Id, kicked.UserId);
                }

                Apply(id, change);
                break;
            case StreamAdded { PeerId: var id }:
                Apply(id, change);
                break;
            case StreamPaused { PeerId: var id }:
                Apply(id, change);
                break;
            case StreamRemoved { PeerId: var id }:
                Apply(id, change);
                break;
            case SettingsChanged changed:
                (_settings, _locked) = (changed.Settings, changed.Locked);
                break;
            case SpeakerChanged speaker:
                Announce(speaker.PeerId, speaker.Volume);
                break;
            case PeerDismissed dismissed when _members.TryGetValue(dismissed.PeerId, out var member):
                if (dismissed.Reason == PeerLeftReason.Kicked)
                {
                    _services.Revocations.RevokeIssued(Tenant, Id, member.UserId);
                }

                Dismiss(member, dismissed.Reason, dismissed.Farewell);
                break;
            case PeerMuted muted when _members.TryGetValue(muted.PeerId, out var member):
                Mute(member, muted.Kind, muted.ProducerId);
                break;
            case CommandForwarded { Command: RoomCommand command }:
                ExecuteNow(command);
                break;
            case MigrationStarted { Message: var message }:
                _migration = message;
                Broadcast(message);
                break;
            case HomeClosed closed:
                Close(closed.Reason);
                break;
        }
    }

    private void Apply(string peerId, RoomChange change)
    {
        if (_remote.TryGetValue(peerId, out var member))
        {
            Apply(change, member);
        }
    }

    [LoggerMessage(EventIds.PartRefused, LogLevel.Warning, "Home of room {Room} refused this node: {Reason}")]
    private partial void LogRefused(string room, string reason);
}
