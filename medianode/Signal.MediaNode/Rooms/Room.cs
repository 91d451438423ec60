using System.Diagnostics.CodeAnalysis;
using Signal.Cascade;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Rooms;

/// <summary>
/// An open room on this node: its members and their streams. The folder's README describes which code may access which state.
/// </summary>
internal sealed partial class Room
{
    private readonly RoomServices _services;
    private readonly Action<Room> _onClosed;
    private readonly ILogger _logger;
    private readonly RoomJournal? _journal;
    private readonly Dictionary<string, RoomMember> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RoomStream> _streams = new(StringComparer.Ordinal);
    private readonly RoomCounts _counts = new();
    private readonly CascadeState _cascade = new();
    private readonly RoomShards _shards;
    private readonly RoomPipes _pipes;
    private readonly ITimer _emptyTimer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _farewells = Task.CompletedTask;
    private bool _everJoined;
    private bool _closed;
    private Migrate? _migration;
    private volatile RoomSettings _settings;
    private volatile RoomReport _report;

    public Room(RoomOpening opening, RoomServices services, Action<Room> onClosed)
    {
        (Id, Tenant, _settings) = (opening.Key.RoomId, opening.Key.Tenant, opening.Settings);
        (_services, _onClosed, _logger) = (services, onClosed, services.Logger);
        StartedAt = services.Time.GetUtcNow();
        Mailbox = new Mailbox(error => LogFailed(error, Id));
        _shards = new RoomShards(services);
        _pipes = new RoomPipes(_cascade, OpenerOf, OfferPiped, Mailbox, services);
        _remotePipes = new RemotePipes(Key, services);
        _servedPipes = new ServedPipes(Key, services);
        _home = opening.Home is { } home ? new HomeConnection(home, this, services) : null;
        _journal = _home is null ? services.JournalOf(Tenant, Id) : null;
        _report = Describe();
        _emptyTimer = services.Time.CreateTimer(_ => CloseEmpty(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Mailbox.Post(OpenAsync);
    }

    public string Id { get; }

    public string Tenant { get; }

    public RoomKey Key => new(Tenant, Id);

    public DateTimeOffset StartedAt { get; }

    /// <summary>The room's settings.</summary>
    public RoomSettings Settings => _settings;

    /// <summary>Completes when the room is closed.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether it was closed because no worker was available.</summary>
    public bool Failed { get; private set; }

    /// <summary>Serializes all work on the room.</summary>
    public Mailbox Mailbox { get; }

    /// <summary>The room's entry in the node's report: the counts as of the event whose number it carries.</summary>
    public RoomReport Report => _report;

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

    /// <summary>Sends an event to all peers.</summary>
    public void Notify<T>(T message)
        where T : IServerEvent => Mailbox.Post(() => Broadcast(message));

    /// <summary>Requests all peers to move to another node. A peer that leaves from now on counts as moved.</summary>
    public void Migrate(Migrate message) => Mailbox.Post(() =>
    {
        _migration = message;
        Broadcast(message);
        Publish(new MigrationStarted(message));
    });

    /// <summary>Returns the peer with that id, if it is in the room.</summary>
    public Task<Peer?> FindAsync(string peerId) => Mailbox.RunAsync(() => _members.GetValueOrDefault(peerId)?.Peer);

    /// <summary>Returns at most <paramref name="limit"/> peers whose ids follow <paramref name="after"/>; null: from the first.</summary>
    /// <param name="only">The ids of the peers that are wanted; null: all.</param>
    /// <param name="after">An id, or null.</param>
    /// <param name="limit">The maximum number of peers.</param>
    public Task<RoomSnapshot> SnapshotAsync(IReadOnlySet<string>? only, string? after, int limit) => Mailbox.RunAsync(() =>
    {
        var following = _members.Values
            .Where(member => only?.Contains(member.Peer.Id) != false && string.CompareOrdinal(member.Peer.Id, after) > 0)
            .OrderBy(member => member.Peer.Id, StringComparer.Ordinal)
            .Take(limit + 1)
            .Select(member => (member.Peer, member.Info?.JoinedAt))
            .ToList();
        return new RoomSnapshot(_members.Count, [.. following.Take(limit)], following.Count <= limit, _shards.Routers);
    });

    /// <summary>Closes the room if it is empty.</summary>
    public void CloseEmpty() => Mailbox.Post(CloseWhenEmpty);

    /// <summary>Closes the room. Completes when all peers were notified, or were disconnected because they could not be.</summary>
    public async Task CloseAsync(RoomEndReason reason)
    {
        try
        {
            await Mailbox.RunAsync(() =>
            {
                Close(reason);
                return true;
            });
        }
        catch (MailboxClosedException)
        {
            // The room is already closed.
        }

        await _farewells;
    }

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

    /// <summary>Whether the clients are moving to another node. A drain that was cancelled later ends it at the deadline too.</summary>
    [MemberNotNullWhen(true, nameof(_migration))]
    private bool IsMigrating => _migration is { } migration && migration.Deadline > _services.Time.GetUtcNow();

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

    private void Close(RoomEndReason reason)
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _ended.TrySetResult();
        Failed = reason == RoomEndReason.Failed;
        _farewells = Task.WhenAll(_members.Values.Select(member => member.Peer.Gone));
        _onClosed(this);
        _emptyTimer.Dispose();
        var left = reason switch
        {
            RoomEndReason.NodeStopped => PeerLeftReason.NodeStopped,
            RoomEndReason.Moved => PeerLeftReason.Moved,
            _ => PeerLeftReason.RoomClosed,
        };
        foreach (var member in _members.Values)
        {
            if (member.Info is { } info)
            {
                _counts.Set(member, null);
                Left(info, left);
            }

            member.Peer.End(PeerLeftReason.RoomClosed, new RoomClosed(NameOf(reason)));
        }

        CloseParts(reason, left);
        _members.Clear();
        _streams.Clear();
        CloseMedia();
        _journal?.Ended(reason);
        _report = Describe();
        Mailbox.Close();
    }

    private void WaitForPeers()
    {
        if (IsEmpty && !_closed)
        {
            if (IsMigrating || !_services.Lifecycle.TakesRooms)
            {
                Close(IsMigrating ? RoomEndReason.Moved : RoomEndReason.Empty);
                return;
            }

            var (seconds, otherwise) = _everJoined
                ? (_settings.DepartureTimeoutSeconds, _services.Options.DepartureTimeout)
                : (_settings.EmptyTimeoutSeconds, _services.Options.EmptyTimeout);
            _emptyTimer.Change(seconds is { } given ? TimeSpan.FromSeconds(Math.Max(0, given)) : otherwise, Timeout.InfiniteTimeSpan);
        }
    }

    private void CloseWhenEmpty()
    {
        if (IsEmpty)
        {
            Close(RoomEndReason.Empty);
        }
    }

    private void Broadcast<T>(T message, Peer? except = null)
        where T : IServerEvent
    {
        var encoded = ServerMessage.Of(message);
        foreach (var member in _members.Values)
        {
            if (member.Joined && member.Peer != except)
            {
                member.Peer.Outbox.Notify(encoded);
            }
        }
    }

    private RoomReport Describe()
    {
        _joinedHere = _counts.JoinedHere;
        return new RoomReport
        {
            Tenant = Tenant,
            RoomId = Id,
            Peers = _counts.Joined,
            Publishers = _counts.Publishers,
            RosterVersion = _journal?.LastSequence ?? 0,
            StartedAt = StartedAt,
        };
    }

    private static string NameOf(RoomEndReason reason) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    [LoggerMessage(EventIds.RoomWorkFailed, LogLevel.Error, "Work of room {Room} failed")]
    private partial void LogFailed(Exception error, string room);
}
