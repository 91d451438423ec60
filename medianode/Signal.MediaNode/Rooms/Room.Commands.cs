using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Rooms;

/// <summary>Commands of the control plane, and requests of an admin of the room.</summary>
internal sealed partial class Room
{
    private bool _locked;

    /// <summary>Executes a command.</summary>
    public void Execute(RoomCommand command) => Mailbox.Post(() =>
    {
        switch (command)
        {
            case CloseRoom:
                Close(RoomEndReason.Closed);
                break;
            case RemoveUser remove:
                foreach (var peer in PeersOf(remove.UserId))
                {
                    peer.End(PeerLeftReason.Kicked, new Kicked(remove.Reason));
                }

                break;
            case SetMuted mute:
                Each(mute.UserId, peer => peer.Producers.SetMutedAsync(mute.Kind, mute.ProducerId, mute.Muted));
                break;
            case UpdateUser update:
                Each(update.UserId, peer => peer.UpdateAsync(update));
                break;
            case UpdateRoom update:
                (_settings, _locked) = (update.Settings, update.Locked);
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
            case ReportRoster:
                _journal.Roster([.. _members.Values.Select(member => member.Info).OfType<PeerInfo>()], isOpen: true);
                _report = Describe();
                break;
        }
    });

    /// <summary>Applies an admin's request to another peer.</summary>
    /// <exception cref="SignalException">No such peer exists.</exception>
    public Task ActOnAsync(string peerId, Func<Peer, Task> act) => Mailbox.RunAsync(() =>
    {
        if (_members.TryGetValue(peerId, out var member) && member.Joined)
        {
            return member.Peer.Post(() => act(member.Peer));
        }

        throw new SignalException(SignalErrorCode.NotFound, "Peer not found.");
    });

    /// <summary>Removes another peer at an admin's request. Its user cannot rejoin with a token that was issued before.</summary>
    /// <exception cref="SignalException">No such peer exists.</exception>
    public Task KickAsync(string peerId, string? reason) => Mailbox.RunAsync(() =>
    {
        if (!_members.TryGetValue(peerId, out var member) || !member.Joined)
        {
            throw new SignalException(SignalErrorCode.NotFound, "Peer not found.");
        }

        _services.Revocations.RevokeIssued(Tenant, Id, member.Peer.Token.UserId);
        member.Peer.End(PeerLeftReason.Kicked, new Kicked(reason));
        return true;
    });

    /// <summary>Updates a peer's grants, name or metadata, and notifies the affected peers.</summary>
    public Task UpdateAsync(Peer peer, UpdateUser update) => Mailbox.RunAsync(() =>
    {
        if (!_members.TryGetValue(peer.Id, out var member) || member.Info is not { } before)
        {
            return false;
        }

        var wasVisible = member.Visible;
        member.Info = before with { Grants = peer.Grants, Name = update.Name ?? before.Name, Metadata = update.Metadata ?? before.Metadata };
        member.Rename(update.Name, update.Metadata);
        if (wasVisible != member.Visible)
        {
            AnnounceVisibility(member);
        }
        else if (member.Visible && (update.Name is not null || update.Metadata is not null))
        {
            Broadcast(new PeerChanged(peer.Id, update.Name, update.Metadata, null));
        }

        _journal.PeerUpdated(member.Info);
        _report = Describe();
        return true;
    });

    private void AnnounceVisibility(RoomMember member)
    {
        if (member.Visible)
        {
            Broadcast(member.Card!, except: member.Peer);
        }
        else
        {
            Broadcast(new PeerClosed(member.Peer.Id), except: member.Peer);
        }
    }

    private void Send(SendData data)
    {
        var message = ServerMessage.Of(new RoomData(data.Topic, data.Payload, null));
        foreach (var member in _members.Values.Where(member => member.Joined && data.UserIds?.Contains(member.Peer.Token.UserId) != false))
        {
            member.Peer.Outbox.Notify(message);
        }
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

    private void Each(string userId, Func<Peer, Task> act)
    {
        foreach (var peer in PeersOf(userId))
        {
            peer.Post(() => act(peer));
        }
    }

    private IEnumerable<Peer> PeersOf(string userId) => _members.Values.Select(member => member.Peer).Where(peer => peer.Token.UserId == userId);
}
