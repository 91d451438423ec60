using Signal.Contracts.Errors;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Rooms;
using Signal.MediaNode.Signaling;
using Signal.MediaNode.Signaling.Events;
using Signal.MediaNode.Signaling.Requests;
using Signal.MediaNode.Signaling.Responses;
using Signal.MediaNode.Tokens;
using Signal.Mediasoup;

namespace Signal.MediaNode.Peers;

/// <summary>
/// One client in one room: what it sends and receives, and the connection over which it is told. See the README of Rooms for who may
/// touch what.
/// </summary>
internal sealed partial class Peer
{
    private readonly string? _address;
    private readonly ILogger _logger;
    private volatile Grants _grants;
    private bool _rejoining;

    public Peer(RoomToken token, Room room, string? address, PeerServices services)
    {
        (Token, Room, _address, Services, _grants, _logger) = (token, room, address, services, token.Grants, services.Logger);
        _graceTimer = services.Time.CreateTimer(_ => Post(GiveUpAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Mailbox = new Mailbox(error =>
        {
            // Work that comes too late, because the room has just closed, has failed nobody.
            if (error is not MailboxClosedException)
            {
                LogFailed(error, Id);
            }
        });
        Outbox = new Outbox(services.Outbox, services.Time, reason => Post(() => FailAsync(reason)));
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
    public bool Joined { get; private set; }

    /// <summary>What it can receive; null: it only sends.</summary>
    public RtpCapabilities? RtpCapabilities { get; private set; }

    /// <summary>Does it take messages over data channels?</summary>
    public bool ReceivesData { get; private set; }

    /// <summary>Adds work to the peer's mailbox; false when the peer is gone.</summary>
    public bool Post(Func<Task> work) => Mailbox.Post(work);

    /// <summary>Does what the client asks for, in its turn.</summary>
    /// <exception cref="SignalException">The peer has ended meanwhile, or the request is refused.</exception>
    public Task<T> HandleAsync<T>(Func<Task<T>> request) => Mailbox.RunAsync(() =>
        _ended ? throw new SignalException(SignalErrorCode.NoPeer, "The peer is gone.") : request());

    /// <summary><c>getRouterRtpCapabilities</c>.</summary>
    public async Task<RtpCapabilities> GetRouterRtpCapabilitiesAsync() => (await Room.MediaAsync()).Router.RtpCapabilities;

    /// <summary><c>join</c>.</summary>
    public async Task<Joined> JoinAsync(JoinRequest request)
    {
        if (Joined && !_rejoining)
        {
            throw new SignalException(SignalErrorCode.InvalidState, "The peer has joined already.");
        }

        var others = await Room.JoinAsync(this, request);
        (Joined, _rejoining) = (true, false);
        RtpCapabilities = request.RtpCapabilities;
        ReceivesData = request.SctpCapabilities is not null;
        Post(SubscribeToAllAsync);
        return new Joined(others);
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
        return Room.ActOnAsync(request.PeerId, other => other.EndAsync(PeerLeftReason.Kicked, new Kicked(request.Reason)));
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
            foreach (var stream in await Room.StreamsForAsync(this))
            {
                await SubscribeAsync(stream);
            }
        }
    }

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

    [LoggerMessage(1301, LogLevel.Error, "Work of peer {Peer} failed.")]
    private partial void LogFailed(Exception error, string peer);
}
