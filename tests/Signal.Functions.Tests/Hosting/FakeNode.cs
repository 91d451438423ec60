using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Signal.Contracts;
using Signal.Contracts.Bus;
using Signal.Contracts.Messages;
using Signal.Contracts.Tokens;
using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

/// <summary>Acts as a media node over the real bus: reports, events, commands.</summary>
internal sealed class FakeNode(IMessageBus bus, string id, string? region) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<NodeCommand> _commands = Channel.CreateUnbounded<NodeCommand>();
    private Task _listening = Task.CompletedTask;
    private long _reports;
    private readonly Dictionary<string, long> _events = new(StringComparer.Ordinal);
    private long _lost;

    public string Id => id;

    public string Url { get; init; } = $"http://{id}.example/signal";

    public long Epoch { get; set; } = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Sends a report.</summary>
    public Task ReportAsync(
        double load = 0, NodeState state = NodeState.Serving, IReadOnlyList<RoomReport>? rooms = null, long? sequence = null,
        DateTimeOffset? drainDeadline = null, Func<NodeReport, NodeReport>? change = null)
    {
        var report = NextReport() with { Load = load, State = state, DrainDeadline = drainDeadline, Rooms = rooms ?? [] };
        report = sequence is { } number ? report with { Sequence = number } : report;
        return SendAsync(BusEntities.NodeReports, null, change?.Invoke(report) ?? report);
    }

    /// <summary>The next report, of a healthy node without rooms.</summary>
    public NodeReport NextReport() => new()
    {
        NodeId = id,
        Epoch = Epoch,
        Sequence = ++_reports,
        SentAt = Now,
        Url = Url,
        Region = region,
        Version = "1.2.3",
        State = NodeState.Serving,
        Load = 0,
        Workers = [new WorkerReport { Pid = 4711, Cpu = 0.25, Version = "3.27.1", Routers = 1 }],
        Rooms = [],
    };

    /// <summary>Sends a report, and waits until the control plane has processed it.</summary>
    public async Task ReportUntilKnownAsync(
        ServiceCaller superservice, double load = 0, NodeState state = NodeState.Serving, IReadOnlyList<RoomReport>? rooms = null)
    {
        await ReportAsync(load, state, rooms);
        await Eventually.TrueAsync(async () =>
            await superservice.GetAsync("/v1/nodes/" + id) is { Status: 200 } answer
            && answer.Text("state").Equals(state.ToString(), StringComparison.OrdinalIgnoreCase)
            && answer.Json.GetProperty("load").GetDouble().Equals(load));
    }

    public RoomReport Room(string tenant, string roomId, int peers = 0, long? rosterVersion = null) => new()
    {
        Tenant = tenant, RoomId = roomId, Peers = peers, RosterVersion = rosterVersion ?? _events.GetValueOrDefault(roomId),
        StartedAt = TimeProvider.System.GetUtcNow(),
    };

    public static PeerInfo Peer(string userId, string? peerId = null) => new()
    {
        PeerId = peerId ?? "peer-of-" + userId,
        UserId = userId,
        Name = userId,
        Role = Roles.Presenter,
        Grants = new Grants { Subscribe = true, PublishAudio = true },
        JoinedAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Skips numbers of the next event, as if those before it were lost.</summary>
    public void LoseEvents(int count) => _lost += count;

    /// <summary>The number of a room's next event.</summary>
    public long Next(string roomId)
    {
        _events[roomId] = _events.GetValueOrDefault(roomId) + 1 + _lost;
        _lost = 0;
        return _events[roomId];
    }

    public Task StartRoomAsync(string tenant, string roomId) =>
        SendAsync(new RoomStarted { Tenant = tenant, RoomId = roomId, NodeId = id, Epoch = Epoch, Sequence = Next(roomId), At = Now });

    public Task EndRoomAsync(string tenant, string roomId) =>
        SendAsync(new RoomEnded
        {
            Tenant = tenant, RoomId = roomId, NodeId = id, Epoch = Epoch, Sequence = Next(roomId), At = Now, Reason = RoomEndReason.Empty,
        });

    public Task JoinAsync(string tenant, string roomId, PeerInfo peer) =>
        SendAsync(new PeerJoined { Tenant = tenant, RoomId = roomId, NodeId = id, Epoch = Epoch, Sequence = Next(roomId), At = Now, Peer = peer });

    public Task LeaveAsync(string tenant, string roomId, PeerInfo peer) => SendAsync(new PeerLeft
    {
        Tenant = tenant, RoomId = roomId, NodeId = id, Epoch = Epoch, Sequence = Next(roomId), At = Now,
        PeerId = peer.PeerId, UserId = peer.UserId, Reason = PeerLeftReason.Left,
    });

    public Task SendRosterAsync(string tenant, string roomId, params IReadOnlyList<PeerInfo> peers) =>
        SendAsync(new RoomRoster { Tenant = tenant, RoomId = roomId, NodeId = id, Epoch = Epoch, Sequence = Next(roomId), At = Now, Peers = peers });

    /// <summary>Sends an event with any time.</summary>
    public Task SendAsync(RoomEvent roomEvent) => SendAsync(BusEntities.RoomEvents, roomEvent.RoomId, roomEvent);

    /// <summary>Sends several events of a room in one message.</summary>
    public Task SendTogetherAsync(string roomId, params IReadOnlyList<string> events) => bus.SendAsync(
        BusEntities.RoomEvents,
        [
            new BusMessage
            {
                Body = RoomEventMessage.Join([.. events.Select(json => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(json)))]),
                SessionId = roomId,
            },
        ],
        TestContext.Current.CancellationToken);

    /// <summary>Starts receiving commands.</summary>
    public FakeNode Listen()
    {
        _listening = bus.ReceiveSessionAsync(
            BusEntities.NodeCommands,
            id,
            (message, _) =>
            {
                _commands.Writer.TryWrite(JsonSerializer.Deserialize<NodeCommand>(message.Body.Span, ContractsJson.Options)!);
                return Task.CompletedTask;
            },
            _stop.Token);
        return this;
    }

    /// <summary>The next command.</summary>
    public async Task<NodeCommand> NextAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _commands.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>The next command of a kind; others before it are skipped.</summary>
    public async Task<T> NextAsync<T>()
        where T : NodeCommand
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (await _commands.Reader.ReadAsync(deadline.Token) is T command)
            {
                return command;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private Task SendAsync<T>(string queue, string? session, T message) =>
        bus.SendAsync(
            queue,
            [new BusMessage { Body = JsonSerializer.SerializeToUtf8Bytes(message, ContractsJson.Options), SessionId = session }],
            TestContext.Current.CancellationToken);
}
