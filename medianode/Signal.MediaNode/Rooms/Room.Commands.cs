using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Node;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Rooms;

/// <summary>Commands of the control plane, and requests of an admin of the room.</summary>
internal sealed partial class Room
{
    private bool _locked;

    /// <summary>Executes a command.</summary>
    public void Execute(RoomCommand command) => Mailbox.Post(() => ExecuteNow(command));

    private void ExecuteNow(RoomCommand command)
    {
        if (command is SetMuted or UpdateUser or UpdateRoom or SendData or MovePeer)
        {
            Publish(new CommandForwarded(command));
        }

        switch (command)
        {
            case CloseRoom:
                Close(RoomEndReason.Closed);
                break;
            case RemoveUser remove:
                foreach (var peer in PeersFor(remove))
                {
                    peer.End(PeerLeftReason.Kicked, new Kicked(remove.Reason));
                }

                foreach (var remote in _remote.Values
                    .Where(remote => remote.UserId == remove.UserId && remove.AppliesTo(remote.Info?.JoinedAt ?? default)).ToList())
                {
                    DismissRemote(remote, PeerLeftReason.Kicked, remove.Reason);
                }

                break;
            case SetMuted mute:
                Each(mute, peer => peer.Producers.SetMutedAsync(mute.Kind, mute.ProducerId, mute.Muted));
                break;
            case UpdateUser update:
                Each(update, peer => peer.UpdateAsync(update));
                break;
            case UpdateRoom update when update.Settings.Version >= _settings.Version || update.Settings.Version == 0:
                (_settings, _locked) = (update.Settings, update.Locked);
                _report = Describe();
                Broadcast(new RoomUpdated(update.Locked, update.Metadata, update.Settings));
                foreach (var member in _members.Values)
                {
                    member.Peer.Post(member.Peer.CloseForbiddenAsync);
                }

                break;
            case SendData data:
                Send(data);
                break;
            case MovePeer move:
                Move(move);
                break;
            case ChangeHome { Home: var home }:
                ChangeHomeNow(new NodeInstance(home.NodeId, home.Epoch), home.Version);
                break;
            case ReportRoster:
                _journal?.Roster(Infos(), isOpen: true);
                _report = Describe();
                break;
        }
    }

    /// <summary>Mutes another peer at an admin's request.</summary>
    /// <exception cref="SignalException">No such peer exists.</exception>
    public Task MuteAsync(string peerId, string? kind, string? producerId) => DecideAtHomeAsync(
        PartProtocol.Mute,
        new MuteAtHome(Key, peerId, kind, producerId),
        () =>
        {
            if (ParticipantOf(peerId) is RoomMember member)
            {
                Mute(member, kind, producerId);
            }
            else if (ParticipantOf(peerId) is RemoteMember remote)
            {
                SendTo(remote, new PeerMuted(peerId, kind, producerId));
            }
        },
        CancellationToken.None);

    /// <summary>Removes another peer at an admin's request. Its user cannot rejoin with a token that was issued before.</summary>
    /// <exception cref="SignalException">No such peer exists.</exception>
    public Task KickAsync(string peerId, string? reason) => DecideAtHomeAsync(
        PartProtocol.Kick,
        new KickAtHome(Key, peerId, reason),
        () =>
        {
            var participant = ParticipantOf(peerId);
            _services.Revocations.RevokeIssued(Tenant, Id, participant.UserId);
            Dismiss(participant, PeerLeftReason.Kicked, reason);
        },
        CancellationToken.None);

    /// <summary>Updates a peer's grants, name or metadata, and notifies the affected peers.</summary>
    public Task UpdateAsync(Peer peer, UpdateUser update) => Mailbox.RunAsync(() =>
    {
        if (!_members.TryGetValue(peer.Id, out var member) || !member.Joined)
        {
            return false;
        }

        Refresh(member, peer.Grants, update.Name, update.Metadata);
        if (IsSpread)
        {
            Tell(new PeerRefreshed(peer.Id, peer.Grants, update.Name, update.Metadata));
        }

        return true;
    });

    private void Refresh(Participant participant, Grants grants, string? name, string? metadata)
    {
        var (before, wasVisible, peer) = (participant.Info!, participant.Visible, (participant as RoomMember)?.Peer);
        participant.Info = before with { Grants = grants, Name = name ?? before.Name, Metadata = metadata ?? before.Metadata };
        participant.Rename(name, metadata);
        if (wasVisible && !participant.Visible)
        {
            Broadcast(new PeerClosed(participant.Id), except: peer);
        }
        else if (participant.Visible && !wasVisible)
        {
            Broadcast(participant.Card!, except: peer);
        }
        else if (participant.Visible && (name is not null || metadata is not null))
        {
            Broadcast(new PeerChanged(participant.Id, name, metadata, null));
        }

        _journal?.PeerUpdated(participant.Info);
        _report = Describe();
    }

    private static void Mute(RoomMember member, string? kind, string? producerId) =>
        member.Peer.Post(() => member.Peer.Producers.SetMutedAsync(kind, producerId, muted: true));

    private Participant ParticipantOf(string peerId)
    {
        Participant? participant = _members.TryGetValue(peerId, out var member) ? member : _remote.GetValueOrDefault(peerId);
        return participant is { Joined: true } ? participant : throw new SignalException(SignalErrorCode.NotFound, "Peer not found.");
    }

    private List<PeerInfo> Infos() => [.. Participants.Select(participant => participant.Info).OfType<PeerInfo>()];

    private void Send(SendData data)
    {
        var receivers = _members.Values.Where(member => member.Joined && data.UserIds?.Contains(member.Peer.Token.UserId) != false);
        Fanout.Send(ServerMessage.Of(new RoomData(data.Topic, data.Payload, null)), receivers.Select(member => member.Peer.Outbox));
    }

    /// <summary>The token is for the peer's own client. A client that is disconnected receives it when it resumes.</summary>
    private void Move(MovePeer command)
    {
        if (_members.TryGetValue(command.PeerId, out var member) && member.Joined)
        {
            member.Moving = true;
            member.Peer.Outbox.Notify(new MoveToRoom(command.TargetRoomId, command.Access));
        }
    }

    private void Each(UserCommand command, Func<Peer, Task> act)
    {
        foreach (var peer in PeersFor(command))
        {
            peer.Post(() => act(peer));
        }
    }

    private IEnumerable<Peer> PeersFor(UserCommand command) => _members.Values.Select(member => member.Peer)
        .Where(peer => peer.Token.UserId == command.UserId && command.AppliesTo(peer.Token.IssuedAt));
}
