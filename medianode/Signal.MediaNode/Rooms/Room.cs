using System.Diagnostics.CodeAnalysis;
using Signal.Cascade;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.RoomEvents;
using Signal.MediaNode.Rooms.Parts;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Rooms.Shards;

namespace Signal.MediaNode.Rooms;

/// <summary>
/// An open room on this node: its members and their streams. The folder's README describes which code may access which state.
/// </summary>
internal sealed partial class Room
{
    private readonly RoomServices _services;
    private readonly Action<Room> _onClosed;
    private readonly ILogger _logger;
    private RoomJournal? _journal;
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
        (Id, Tenant, _settings, _homeVersion) = (opening.Key.RoomId, opening.Key.Tenant, opening.Settings, opening.HomeVersion);
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

    /// <summary>Whether the clients are moving to another node. A drain that was cancelled later ends it at the deadline too.</summary>
    [MemberNotNullWhen(true, nameof(_migration))]
    private bool IsMigrating => _migration is { } migration && migration.Deadline > _services.Time.GetUtcNow();

    private void Broadcast<T>(T message, Peer? except = null)
        where T : IServerEvent
    {
        var receivers = _members.Values.Where(member => member.Joined && member.Peer != except);
        Fanout.Send(ServerMessage.Of(message), receivers.Select(member => member.Peer.Outbox));
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
            SettingsVersion = _settings.Version,
            StartedAt = StartedAt,
        };
    }

    [LoggerMessage(EventIds.RoomWorkFailed, LogLevel.Error, "Work of room {Room} failed")]
    private partial void LogFailed(Exception error, string room);
}
