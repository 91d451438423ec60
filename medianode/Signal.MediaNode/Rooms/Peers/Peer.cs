using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Limits;
using Signal.MediaNode.Messages;
using Signal.MediaNode.Messages.Events;
using Signal.MediaNode.Messages.Requests;
using Signal.MediaNode.Messages.Responses;
using Signal.MediaNode.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Peers;

/// <summary>
/// One client in one room: what it sends and receives, and the connection over which it is told. See the README of Rooms for who may
/// touch what.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without timer or wait handle holds nothing.")]
internal sealed partial class Peer
{
    private readonly string? _address;
    private readonly ILogger _logger;
    private readonly SharedByKey<UserBudgets.User, UserBudget>.Lease _budget;
    private volatile Grants _grants;
    private volatile bool _joined;
    private bool _rejoining;
    private bool _toldOfLimit;

    public Peer(RoomToken token, Room room, IHubProtocol protocol, string? address, PeerServices services)
    {
        (Token, Room, _address, Services, _grants, _logger) = (token, room, address, services, token.Grants, services.Logger);
        _budget = services.Budgets.Hold(token);
        _graceTimer = services.Time.CreateTimer(_ => GiveUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Mailbox = new Mailbox(error =>
        {
            // Work of a peer that has ended, or whose room has, may fail.
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

    /// <summary>What the client came with.</summary>
    public RoomToken Token { get; }

    public Room Room { get; }

    public PeerServices Services { get; }

    /// <summary>Everything about the peer happens here.</summary>
    public Mailbox Mailbox { get; }

    /// <summary>The messages to the client.</summary>
    public Outbox Outbox { get; }

    public PeerTransports Transports { get; }

    public PeerProducers Producers { get; }

    public PeerConsumers Consumers { get; }

    public PeerDataProducers DataProducers { get; }

    public PeerDataConsumers DataConsumers { get; }

    /// <summary>What the peer may do now.</summary>
    public Grants Grants => _grants;

    /// <summary>Has it joined?</summary>
    public bool Joined => _joined;

    /// <summary>What the peer's user may do in the room.</summary>
    public UserBudget Budget => _budget.Value;

    /// <summary>What it can receive; null: it only sends.</summary>
    public RtpCapabilities? RtpCapabilities { get; private set; }

    /// <summary>Does it take messages over data channels?</summary>
    public bool ReceivesData { get; private set; }

    /// <summary>Adds work to the peer's mailbox; false when the peer has ended. Work whose turn comes after the end is not done.</summary>
    public bool Post(Func<Task> work) => Mailbox.Post(() => _ended ? Task.CompletedTask : work());

    /// <summary>Adds work to the peer's mailbox; false when the peer has ended. Work whose turn comes after the end is not done.</summary>
    public bool Post(Action work) => Post(() =>
    {
        work();
        return Task.CompletedTask;
    });

    /// <summary>Does what the client asks for, in its turn.</summary>
    /// <exception cref="SignalException">
    /// The peer, or the connection that asks, has ended meanwhile; or the request is refused. What has begun is done all the same.
    /// </exception>
    public async Task<T> HandleAsync<T>(Func<Task<T>> request, CancellationToken cancellationToken)
    {
        bool IsOver() => _ended || cancellationToken.IsCancellationRequested;
        try
        {
            return await Mailbox.RunAsync(() => IsOver() ? throw HasEnded() : request()).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (IsOver())
        {
            throw HasEnded();
        }
    }

    /// <summary>The room's media; waits while they are being made, no longer than the peer lives.</summary>
    public Task<RoomMedia> MediaAsync() => Room.MediaAsync().WaitAsync(Ended);

    /// <summary><c>getRouterRtpCapabilities</c>.</summary>
    public async Task<RtpCapabilities> GetRouterRtpCapabilitiesAsync() => (await MediaAsync()).Router.RtpCapabilities;

    /// <summary><c>join</c>.</summary>
    public async Task<Joined> JoinAsync(JoinRequest request)
    {
        if (Joined && !_rejoining)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The peer has joined already.");
        }

        var others = await Room.JoinAsync(this, request);
        (_joined, _rejoining) = (true, false);
        RtpCapabilities = request.RtpCapabilities;
        ReceivesData = request.SctpCapabilities is not null;
        Post(SubscribeToAllAsync);
        return new Joined(others, Room.Settings.Metadata);
    }

    /// <summary><c>mutePeer</c>.</summary>
    public Task MuteOtherAsync(MutePeerRequest request)
    {
        RequireAdmin();
        return Room.ActOnAsync(request.PeerId, other => other.Producers.SetMutedAsync(request.Kind, request.ProducerId, muted: true));
    }

    /// <summary><c>kickPeer</c>.</summary>
    public Task KickOtherAsync(KickPeerRequest request)
    {
        RequireAdmin();
        return Room.KickAsync(request.PeerId, request.Reason);
    }

    /// <summary>May the peer receive so many streams more? What is beyond is not offered.</summary>
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

    /// <summary>Receives a stream, if the peer can and may.</summary>
    public Task SubscribeAsync(RoomStream stream) => (stream, Grants.Subscribe && Joined) switch
    {
        (MediaStream media, true) => Consumers.SubscribeAsync(media),
        (DataStream data, true) => DataConsumers.SubscribeAsync(data),
        _ => Task.CompletedTask,
    };

    /// <summary>Receives all that the others send and this peer does not receive yet.</summary>
    public async Task SubscribeToAllAsync()
    {
        if (Joined && Grants.Subscribe && Transports.Consuming is not null)
        {
            var streams = await Room.StreamsForAsync(this);
            await Consumers.SubscribeAsync(streams.OfType<MediaStream>());
            await DataConsumers.SubscribeAsync(streams.OfType<DataStream>());
        }
    }

    /// <summary>The room's settings changed: what they forbid now ends.</summary>
    public Task CloseForbiddenAsync() => Producers.CloseUngrantedAsync();

    /// <summary>The back end changed what the peer is called, or may do. What is no longer granted ends at once.</summary>
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

    /// <summary>The room's worker died, and all of this peer's media with it. The client will join again.</summary>
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

    /// <summary>The peer, as the control plane is told of it.</summary>
    public PeerInfo Describe(DateTimeOffset joinedAt) => new()
    {
        PeerId = Id,
        UserId = Token.UserId,
        Name = Token.Name,
        Role = Token.Role,
        Metadata = Token.Metadata,
        Grants = Grants,
        Ip = _address,
        JoinedAt = joinedAt,
    };

    /// <summary>Refuses what only a participant may do.</summary>
    public void RequireJoined()
    {
        if (!Joined)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The peer has not joined.");
        }
    }

    private void RequireAdmin()
    {
        RequireJoined();
        if (!Grants.Admin)
        {
            throw new SignalException(SignalErrorCode.Forbidden, "The token does not grant the administration of the room.");
        }
    }

    private static SignalException HasEnded() => new(SignalErrorCode.NoPeer, "The peer is gone.");

    [LoggerMessage(EventIds.PeerWorkFailed, LogLevel.Error, "Work of peer {Peer} failed")]
    private partial void LogFailed(Exception error, string peer);

    [LoggerMessage(EventIds.PeerStreamLimit, LogLevel.Warning, "Peer {Peer} receives {Limit} streams, its limit; further streams are not offered")]
    private partial void LogTooMany(string peer, int limit);

    [LoggerMessage(EventIds.EventNotEncoded, LogLevel.Error, "Event {Event} to peer {Peer} dropped: it cannot be encoded")]
    private partial void LogDropped(Exception error, string peer, string @event);
}
