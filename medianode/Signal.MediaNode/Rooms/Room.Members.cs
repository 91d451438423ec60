using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Rooms;

/// <summary>The participants on this node: how they come and go.</summary>
internal sealed partial class Room
{
    /// <summary>Admits a connected peer, which joins later. Returns false when the room is closed.</summary>
    /// <exception cref="TokenRefusedException">The token was revoked meanwhile, or the user banned.</exception>
    public async Task<bool> TryAddAsync(Peer peer)
    {
        try
        {
            return await Mailbox.RunAsync(() =>
            {
                if (!_closed)
                {
                    // Checked again here: a later ban finds the peer among the members.
                    _services.Revocations.RequireToken(peer.Token);
                    var member = new RoomMember(peer);
                    _members.Add(peer.Id, member);
                    Place(member);
                    _emptyTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }

                return !_closed;
            });
        }
        catch (MailboxClosedException)
        {
            return false;
        }
    }

    /// <summary>Makes a peer a participant, notifies the others, and returns them.</summary>
    /// <exception cref="SignalException">
    /// The room is locked or full, or the user is already in it; or the home of the room cannot be reached.
    /// </exception>
    public Task<IReadOnlyList<NewPeer>> JoinAsync(Peer peer, JoinRequest request) => _home is { } home && !peer.Joined
        ? JoinAtAsync(home, peer, request)
        : Mailbox.RunAsync(() =>
        {
            var member = MemberOf(peer);
            member.Arrive();
            if (!member.Joined)
            {
                Admit(peer.Token.UserId);
                Enter(member, peer.Describe(_services.Time.GetUtcNow(), request.ClientDevice()), CardOf(peer, request));
            }

            return OthersFor(peer);
        });

    /// <summary>Removes a peer, if the room is still open.</summary>
    public void Remove(Peer peer, PeerLeftReason reason) => Mailbox.Post(() => RemoveMember(peer, reason));

    private void RemoveMember(Peer peer, PeerLeftReason reason)
    {
        if (!_members.Remove(peer.Id, out var member))
        {
            return;
        }

        foreach (var stream in _streams.Where(entry => entry.Value.OwnerId == peer.Id).Select(entry => entry.Key).ToList())
        {
            _streams.Remove(stream);
        }

        if (member.Info is { } info)
        {
            if (member.Visible)
            {
                Broadcast(new PeerClosed(peer.Id), except: peer);
            }

            _counts.Set(member, null);
            var why = ReasonOf(member, reason);
            Left(info, why);
            if (IsSpread)
            {
                Tell(new PeerDeparted(peer.Id, why));
            }

            _report = Describe();
        }

        LeaveShard(member);
        WaitForPeers();
    }

    private void Left(PeerInfo info, PeerLeftReason reason)
    {
        _journal?.PeerLeft(info, reason);
        _services.Metrics.PeerLeft(reason);
    }

    /// <summary>A client that was asked to move leaves because it has moved: to another node, or, if it says so, to another room.</summary>
    private PeerLeftReason ReasonOf(RoomMember member, PeerLeftReason reason) => reason switch
    {
        PeerLeftReason.Left when IsMigrating => PeerLeftReason.Moved,
        PeerLeftReason.Moved when !member.Moving => PeerLeftReason.Left,
        _ => reason,
    };

    private RoomMember MemberOf(Peer peer) => MemberOf(peer.Id);

    private RoomMember MemberOf(string peerId) =>
        _members.TryGetValue(peerId, out var member)
            ? member
            : throw new SignalException(SignalErrorCode.NoRoom, "The peer is no longer in the room.");

    private void Enter(RoomMember member, PeerInfo info, NewPeer card)
    {
        _counts.Set(member, info);
        member.Card = card;
        _everJoined = true;
        if (member.Visible)
        {
            Broadcast(card, except: member.Peer);
        }

        _journal?.PeerJoined(info);
        if (_satellites.Count > 0)
        {
            Publish(new PeerArrived(StateOf(member)));
        }

        _report = Describe();
        if (IsMigrating)
        {
            member.Peer.Outbox.Notify(_migration);
        }
    }

    private static NewPeer CardOf(Peer peer, JoinRequest request) =>
        new(peer.Id, peer.Token.Name ?? request.DisplayName, request.Device, peer.Token.UserId, peer.Token.Metadata);

    private IReadOnlyList<NewPeer> OthersFor(Peer peer)
    {
        var here = _members.Values.Where(other => other.Visible && other.Peer != peer).Select(other => other.Card!);
        return _remote.Count == 0 ? [.. here] : [.. here, .. _remote.Values.Where(other => other.Visible).Select(other => other.Card!)];
    }

    /// <summary>Decides whether a user may join, and removes the participants that it replaces.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="returning">When the peer had joined, if it was in the room before the link to its node was lost; null: it is new.</param>
    private void Admit(string userId, DateTimeOffset? returning = null)
    {
        if (_locked && returning is null)
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The room is locked.");
        }

        List<Participant> same = _settings.DuplicateUsers == DuplicateUserPolicy.Allow
            ? []
            : [.. Participants.Where(other => other.Joined && other.UserId == userId)];
        if (same.Count > 0 && (_settings.DuplicateUsers == DuplicateUserPolicy.Reject || same.Exists(other => other.Info!.JoinedAt > returning)))
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The user is already in the room.");
        }

        var replaced = _settings.DuplicateUsers == DuplicateUserPolicy.Replace ? same : [];
        var most = _settings.MaxParticipants ?? _services.Limits.PeersPerRoom;
        if (_counts.Joined - replaced.Count >= most)
        {
            throw new SignalException(SignalErrorCode.LimitReached, "The room is full.");
        }

        foreach (var old in replaced)
        {
            // The old peer leaves before the new one joins: counting by user must not mix up the two.
            Dismiss(old, PeerLeftReason.Replaced, "replaced");
        }
    }

    private IEnumerable<Participant> Participants => _members.Values.Concat<Participant>(_remote.Values);

    /// <summary>Removes a participant now, and notifies it.</summary>
    private void Dismiss(Participant participant, PeerLeftReason reason, string? farewell)
    {
        if (participant is RoomMember { Peer: var peer })
        {
            RemoveMember(peer, reason);
            peer.End(reason, new Kicked(farewell));
        }
        else if (participant is RemoteMember remote)
        {
            DismissRemote(remote, reason, farewell);
        }
    }
}
