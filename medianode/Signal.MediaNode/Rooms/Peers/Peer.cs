using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// One client in one room: its transports, its streams, and the connection over which it is notified. The README of Rooms describes which
/// code may access which state.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer or wait handle needs no disposal.")]
internal sealed partial class Peer
{
    private readonly string? _address;
    private readonly long _connectedAt;
    private readonly ILogger _logger;
    private readonly SharedByKey<UserBudgets.User, UserBudget>.Lease _budget;
    private volatile Grants _grants;
    private volatile bool _joined;
    private volatile TaskCompletionSource<RoomMedia> _media = NewMedia();
    private bool _rejoining;
    private bool _toldOfLimit;

    public Peer(RoomToken token, Room room, IHubProtocol protocol, string? address, PeerServices services)
    {
        (Token, Room, _address, Services, _grants, _logger) = (token, room, address, services, token.Grants, services.Logger);
        _connectedAt = services.Time.GetTimestamp();
        _budget = services.Budgets.Hold(token);
        _graceTimer = services.Time.CreateTimer(_ => GiveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Mailbox = new Mailbox(error =>
        {
            // Work of a peer that has ended, or whose room has ended, may fail.
            if (!_ended && error is not MailboxClosedException)
            {
                LogFailed(error, Id);
            }
        });
        Outbox = new Outbox(services.Outbox, services.Time, protocol, Fail, (name, error) =>
        {
            if (Budget.Log.TryPass())
            {
                LogDropped(error, Id, name);
            }
        });
        Outbox.Notify(Welcome());
        Transports = new PeerTransports(this);
        Producers = new PeerProducers(this);
        Consumers = new PeerConsumers(this);
        DataProducers = new PeerDataProducers(this);
        DataConsumers = new PeerDataConsumers(this);
    }

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>The token with which the client connected.</summary>
    public RoomToken Token { get; }

    public Room Room { get; }

    public PeerServices Services { get; }

    /// <summary>Serializes all work on the peer.</summary>
    public Mailbox Mailbox { get; }

    /// <summary>The messages to the client.</summary>
    public Outbox Outbox { get; }

    public PeerTransports Transports { get; }

    public PeerProducers Producers { get; }

    public PeerConsumers Consumers { get; }

    public PeerDataProducers DataProducers { get; }

    public PeerDataConsumers DataConsumers { get; }

    /// <summary>The current grants of the peer.</summary>
    public Grants Grants => _grants;

    /// <summary>Whether the peer has joined.</summary>
    public bool Joined => _joined;

    /// <summary>When the peer joined for the first time: a timestamp of the time provider.</summary>
    public long JoinedAt { get; private set; }

    /// <summary>The rate limits of the peer's user in the room.</summary>
    public UserBudget Budget => _budget.Value;

    /// <summary>The client's receive capabilities; null: it only sends.</summary>
    public RtpCapabilities? RtpCapabilities { get; private set; }

    /// <summary>Whether the client receives messages over data channels.</summary>
    public bool ReceivesData { get; private set; }

    /// <summary>
    /// Adds work to the peer's mailbox. Returns false when the peer has ended. Work whose turn comes after the end is skipped.
    /// </summary>
    public bool Post(Func<Task> work) => Mailbox.Post(() => _ended ? Task.CompletedTask : work());

    /// <summary>
    /// Adds work to the peer's mailbox. Returns false when the peer has ended. Work whose turn comes after the end is skipped.
    /// </summary>
    public bool Post(Action work) => Post(() =>
    {
        work();
        return Task.CompletedTask;
    });

    /// <summary>Returns the router of the peer. Waits while it is being created, but not beyond the end of the peer.</summary>
    public Task<RoomMedia> MediaAsync() => _media.Task.WaitAsync(Ended);

    /// <summary>Sets the router of the peer. Called in the room's mailbox.</summary>
    public void UseMedia(RoomMedia media) => _media.TrySetResult(media);

    /// <summary>The peer's router was lost: requests wait for another one. Called in the room's mailbox.</summary>
    public void AwaitMedia() => _media = NewMedia();

    /// <summary>Whether the peer may receive that many more streams. Streams over the limit are not offered.</summary>
    public bool MayReceive(int more)
    {
        var may = Consumers.Count + DataConsumers.Count + more <= Services.Limits.Consumers;
        if (!may && !_toldOfLimit)
        {
            _toldOfLimit = true;
            LogTooMany(Id, Services.Limits.Consumers);
        }

        return may;
    }

    /// <summary>Consumes a stream, if the peer can and may.</summary>
    public Task SubscribeAsync(RoomStream stream) => (stream, Grants.Subscribe && Joined) switch
    {
        (MediaStream media, true) => Consumers.SubscribeAsync(media),
        (DataStream data, true) => DataConsumers.SubscribeAsync(data),
        _ => Task.CompletedTask,
    };

    /// <summary>Consumes all streams of the other peers that this peer does not receive yet.</summary>
    public async Task SubscribeToAllAsync()
    {
        if (Transports.Consuming is null)
        {
            Consumers.ReleaseRequested();
            DataConsumers.ReleaseRequested();
        }
        else if (Joined && Grants.Subscribe)
        {
            var streams = await Room.StreamsForAsync(this);
            await Consumers.SubscribeAsync([.. streams.OfType<MediaStream>()]);
            await DataConsumers.SubscribeAsync([.. streams.OfType<DataStream>()]);
        }
    }

    /// <summary>Closes the streams that changed room settings no longer allow.</summary>
    public Task CloseForbiddenAsync() => Producers.CloseUngrantedAsync();

    /// <summary>
    /// The back end changed the peer's name, metadata or grants. Streams that are no longer granted are closed immediately.
    /// </summary>
    public async Task UpdateAsync(UpdateUser update)
    {
        var grants = update.GrantsPatch?.Apply(update.Grants ?? _grants) ?? update.Grants ?? _grants;
        if (grants != _grants)
        {
            _grants = grants;
            Outbox.Notify(new GrantsChanged(grants));
            await Producers.CloseUngrantedAsync();
            await DataProducers.CloseUngrantedAsync();
            if (grants.Subscribe)
            {
                await SubscribeToAllAsync();
            }
            else
            {
                Consumers.CloseAll();
                DataConsumers.CloseAll();
            }
        }

        await Room.UpdateAsync(this, update);
    }

    /// <summary>Discards all media of this peer after the worker of its transports has died. The client joins again.</summary>
    public Task LoseMedia()
    {
        Transports.Forget();
        Producers.Forget();
        Consumers.Forget();
        DataProducers.Forget();
        DataConsumers.Forget();
        _rejoining = Joined;
        RtpCapabilities = null;
        ReceivesData = false;
        return Task.CompletedTask;
    }

    /// <summary>Returns the peer's transports and streams.</summary>
    /// <exception cref="MailboxClosedException">The peer has ended.</exception>
    public Task<PeerSnapshot> SnapshotAsync() => Mailbox.RunAsync(() => new PeerSnapshot(
        [.. Transports.All], [.. Producers.All], [.. Consumers.All], [.. DataProducers.All], [.. DataConsumers.All]));

    /// <summary>Describes the peer for the control plane.</summary>
    public PeerInfo Describe(DateTimeOffset joinedAt, DeviceInfo? device) => new()
    {
        PeerId = Id,
        UserId = Token.UserId,
        Name = Token.Name,
        Role = Token.Role,
        Metadata = Token.Metadata,
        Grants = Grants,
        Ip = _address,
        Device = device,
        JoinedAt = joinedAt,
    };

    private static TaskCompletionSource<RoomMedia> NewMedia() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventIds.PeerWorkFailed, LogLevel.Error, "Work of peer {Peer} failed")]
    private partial void LogFailed(Exception error, string peer);

    [LoggerMessage(
        EventIds.PeerStreamLimit,
        LogLevel.Warning,
        "Peer {Peer} has reached its limit of {Limit} received streams; further streams are not offered")]
    private partial void LogTooMany(string peer, int limit);

    [LoggerMessage(EventIds.EventNotEncoded, LogLevel.Error, "Dropped event {Event} to peer {Peer}, which could not be encoded")]
    private partial void LogDropped(Exception error, string peer, string @event);
}
