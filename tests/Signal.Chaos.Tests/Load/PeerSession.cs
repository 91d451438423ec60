using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.Chaos.Tests.Load;

/// <summary>
/// One participation: a client's peer on one node, over one connection after another. It keeps what the client must know, as the SDK does: the
/// others, what it receives, what it sends.
/// </summary>
internal sealed class PeerSession : IAsyncDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly string _url;
    private readonly Channel<Notice> _notices = Channel.CreateUnbounded<Notice>();
    private readonly TaskCompletionSource<JsonElement> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _peers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closedPeers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _consumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dataConsumers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Published> _published = new(StringComparer.Ordinal);
    private HubConnection? _hub;
    private ClientWebSocket? _socket;
    private long _received;
    private string? _secret;
    private string _sendTransport = "";

    private PeerSession(string url) => _url = url;

    public string PeerId { get; private set; } = "";

    public string NodeId { get; private set; } = "";

    /// <summary>How long the node keeps the session of a lost connection.</summary>
    public TimeSpan Grace { get; private set; }

    /// <summary>May it be taken up over another connection?</summary>
    public bool Resumable => _secret is not null;

    /// <summary>Is the connection open?</summary>
    public bool Connected => _hub?.State == HubConnectionState.Connected;

    /// <summary>What the client has to react to.</summary>
    public ChannelReader<Notice> Notices => _notices.Reader;

    /// <summary>The user ids of the others, by their peer ids.</summary>
    public IReadOnlyDictionary<string, string> Peers => Copy(_peers);

    /// <summary>What is received: the producers' ids by the consumers' ids.</summary>
    public IReadOnlyDictionary<string, string> Consumers => Copy(_consumers);

    /// <summary>The same for data channels.</summary>
    public IReadOnlyDictionary<string, string> DataConsumers => Copy(_dataConsumers);

    /// <summary>What is sent, by its source.</summary>
    public IReadOnlyDictionary<string, Published> Published => Copy(_published);

    /// <summary>Connects with a token, and is welcomed.</summary>
    public static async Task<PeerSession> ConnectAsync(string url, string token)
    {
        var session = new PeerSession(url);
        try
        {
            await session.OpenAsync(token);
            var welcome = await session._welcome.Task.WaitAsync(RequestTimeout, TimeProvider.System);
            session.PeerId = welcome.GetProperty("peerId").GetString()!;
            session.NodeId = welcome.GetProperty("nodeId").GetString()!;
            session._secret = welcome.TryGetProperty("sessionSecret", out var secret) ? secret.GetString() : null;
            session.Grace = TimeSpan.FromSeconds(welcome.GetProperty("resumeGraceSeconds").GetDouble());
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Builds everything on the session: transports, the join, and the streams.</summary>
    public async Task BuildAsync(IReadOnlyCollection<Stream> streams)
    {
        lock (_lock)
        {
            _consumers.Clear();
            _dataConsumers.Clear();
            _published.Clear();
            _closedPeers.Clear();
        }

        var capabilities = await AskAsync("getRouterRtpCapabilities", new { });
        _sendTransport = await MakeTransportAsync(new { producing = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        await MakeTransportAsync(new { consuming = true, sctpCapabilities = ClientMedia.SctpCapabilities });
        var joined = await AskAsync(
            "join", new { device = new { name = "load" }, rtpCapabilities = capabilities, sctpCapabilities = ClientMedia.SctpCapabilities });
        Enter(joined.GetProperty("peers"));
        foreach (var stream in streams)
        {
            await PublishAsync(stream);
        }
    }

    /// <summary>Joins to see who is there: sends and receives nothing.</summary>
    public async Task LookAsync() => Enter((await AskAsync("join", new { device = new { name = "looker" } })).GetProperty("peers"));

    /// <summary>Begins to send a stream.</summary>
    public async Task PublishAsync(Stream stream)
    {
        var payload = stream.Kind switch
        {
            "audio" => new { transportId = _sendTransport, kind = "audio", rtpParameters = ClientMedia.Opus((uint)(1000 + stream.Number)), appData = new { source = stream.Source }, paused = stream.Paused },
            "video" => (object)new { transportId = _sendTransport, kind = "video", rtpParameters = ClientMedia.SimulcastVp8(stream.Source), appData = new { source = stream.Source }, paused = stream.Paused },
            _ => new { transportId = _sendTransport, sctpStreamParameters = new { streamId = stream.Number % 1000, ordered = true }, label = stream.Source },
        };
        var id = (await AskAsync(stream.Kind == "data" ? "produceData" : "produce", payload)).GetProperty("id").GetString()!;
        Keep(stream.Source, new Published(id, stream.Kind, stream.Paused));
    }

    /// <summary>Pauses or resumes a stream.</summary>
    public async Task SetPausedAsync(string source, bool paused)
    {
        if (Published.GetValueOrDefault(source) is { Kind: not "data" } published)
        {
            await AskAsync(paused ? "pauseProducer" : "resumeProducer", new { producerId = published.Id });
            Keep(source, published with { Paused = paused });
        }
    }

    /// <summary>Ends a stream.</summary>
    public async Task UnpublishAsync(string source)
    {
        if (Published.GetValueOrDefault(source) is { } published)
        {
            await (published.Kind == "data"
                ? AskAsync("closeDataProducer", new { dataProducerId = published.Id })
                : AskAsync("closeProducer", new { producerId = published.Id }));
            lock (_lock)
            {
                _published.Remove(source);
            }
        }
    }

    /// <summary>Makes sure that the node answers.</summary>
    public Task ProbeAsync(TimeSpan timeout) => AskAsync("getRouterRtpCapabilities", new { }, timeout);

    /// <summary>Takes the session up over another connection, and makes node and client agree about the streams.</summary>
    public async Task ResumeAsync(IReadOnlyCollection<Stream> streams, TimeSpan timeout)
    {
        await OpenAsync(string.Join('.', _secret!.Split('.').Take(2)), timeout);
        var resumed = await AskAsync("resume", new { peerId = PeerId, sessionSecret = _secret, lastSequence = Interlocked.Read(ref _received) }, timeout);
        var (producers, dataProducers) = (Ids(resumed, "producers"), Ids(resumed, "dataProducers"));
        foreach (var (source, published) in Published)
        {
            if (!producers.Remove(published.Id) && !dataProducers.Remove(published.Id))
            {
                lock (_lock)
                {
                    _published.Remove(source);
                }
            }
        }

        // What was asked for on the lost connection and never answered.
        foreach (var id in producers)
        {
            await AskAsync("closeProducer", new { producerId = id });
        }

        foreach (var id in dataProducers)
        {
            await AskAsync("closeDataProducer", new { dataProducerId = id });
        }

        foreach (var stream in streams)
        {
            if (Published.ContainsKey(stream.Source))
            {
                await SetPausedAsync(stream.Source, stream.Paused);
            }
            else
            {
                await PublishAsync(stream);
            }
        }

        foreach (var source in Published.Keys.Except(streams.Select(stream => stream.Source)))
        {
            await UnpublishAsync(source);
        }
    }

    /// <summary>Leaves the room; true when the node has confirmed it.</summary>
    public async Task<bool> LeaveAsync()
    {
        try
        {
            await AskAsync("leave", new { }, CloseTimeout);
            return true;
        }
        catch (Exception error) when (ClientErrors.AreExpected(error))
        {
            return false;
        }
        finally
        {
            await DisposeAsync();
        }
    }

    /// <summary>Breaks the connection under way, as a network does: SignalR opens another by itself, if it can.</summary>
    public void BreakConnection() => _socket?.Abort();

    /// <summary>Ends the connection without a word, as a client whose network is gone; the session may be resumed.</summary>
    public Task VanishAsync()
    {
        BreakConnection();
        return DropAsync();
    }

    /// <summary>Ends the connection in order, as the SDK does with one on which no answer comes.</summary>
    public async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _hub, null) is { } hub)
        {
            await CloseAsync(hub);
        }
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private static HashSet<string> Ids(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var ids) && ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(id => id.GetString()!)] : [];

    private static async Task CloseAsync(HubConnection hub)
    {
        var closing = hub.DisposeAsync().AsTask();
        await closing.WaitAsync(CloseTimeout, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task OpenAsync(string token, TimeSpan? timeout = null)
    {
        await DropAsync();
        var hub = Build(token);
        _hub = hub;
        var starting = hub.StartAsync();
        await starting.WaitAsync(timeout ?? RequestTimeout, TimeProvider.System);
    }

    private HubConnection Build(string token)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(_url, HttpTransportType.WebSockets, options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(token);
                options.WebSocketFactory = async (context, cancellationToken) =>
                {
                    var socket = new ClientWebSocket();
                    socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
                    await socket.ConnectAsync(context.Uri, cancellationToken);
                    return _socket = socket;
                };
            })
            .WithStatefulReconnect()
            .WithServerTimeout(TimeSpan.FromSeconds(22))
            .WithKeepAliveInterval(TimeSpan.FromSeconds(10))
            .Build();
        hub.Closed += error =>
        {
            if (_hub == hub)
            {
                Notify(NoticeKind.Lost, error?.Message);
            }

            return Task.CompletedTask;
        };
        On(hub, "welcome", data => _welcome.TrySetResult(data));
        On(hub, "newPeer", data => _peers[data.GetProperty("id").GetString()!] = data.GetProperty("userId").GetString()!);
        On(hub, "peerClosed", data =>
        {
            _peers.Remove(data.GetProperty("peerId").GetString()!);
            _closedPeers.Add(data.GetProperty("peerId").GetString()!);
        });
        On(hub, "consumerClosed", data => _consumers.Remove(data.GetProperty("consumerId").GetString()!));
        On(hub, "dataConsumerClosed", data => _dataConsumers.Remove(data.GetProperty("dataConsumerId").GetString()!));
        On(hub, "producerClosed", data => Forget(data.GetProperty("producerId").GetString()!));
        On(hub, "producerPaused", data => MarkPaused(data.GetProperty("producerId").GetString()!));
        On(hub, "mediaReset", data =>
        {
            _consumers.Clear();
            _dataConsumers.Clear();
            _published.Clear();
            Notify(NoticeKind.MediaReset, null);
        });
        On(hub, "kicked", data => Notify(NoticeKind.Kicked, Reason(data)));
        On(hub, "roomClosed", data => Notify(NoticeKind.RoomClosed, Reason(data)));
        On(hub, "migrate", data => Notify(NoticeKind.Migrate, Reason(data)));
        foreach (var name in new[]
        {
            "peerUpdated", "producerScore", "consumerScore", "consumerPaused", "consumerResumed", "consumerLayersChanged", "activeSpeaker", "downlinkBwe",
            "grantsChanged", "roomUpdated", "roomData", "muteRequested", "nodeDraining",
        })
        {
            On(hub, name, _ => { });
        }

        Answer(hub, "newConsumer", data => _consumers[data.GetProperty("id").GetString()!] = data.GetProperty("producerId").GetString()!);
        Answer(hub, "newDataConsumer", data => _dataConsumers[data.GetProperty("id").GetString()!] = data.GetProperty("dataProducerId").GetString()!);
        return hub;
    }

    private static string? Reason(JsonElement data) => data.TryGetProperty("reason", out var reason) ? reason.GetString() : null;

    private void On(HubConnection hub, string name, Action<JsonElement> take) => hub.On<JsonElement>(name, data => Take(hub, data, take));

    private void Answer(HubConnection hub, string name, Action<JsonElement> take) => hub.On<JsonElement, object>(name, data =>
    {
        if (!Take(hub, data, take))
        {
            throw new InvalidOperationException("The connection was replaced.");
        }

        return Task.FromResult<object>(new JsonObject());
    });

    private bool Take(HubConnection hub, JsonElement data, Action<JsonElement> take)
    {
        lock (_lock)
        {
            if (_hub != hub)
            {
                return false;
            }

            Interlocked.Increment(ref _received);
            take(data);
            return true;
        }
    }

    private void Enter(JsonElement peers)
    {
        lock (_lock)
        {
            // Those who came or went while the answer was on its way.
            var listed = peers.EnumerateArray().ToDictionary(peer => peer.GetProperty("id").GetString()!, peer => peer.GetProperty("userId").GetString()!);
            foreach (var (id, user) in listed.Where(peer => !_closedPeers.Contains(peer.Key)))
            {
                _peers[id] = user;
            }
        }
    }

    private void Keep(string source, Published published)
    {
        lock (_lock)
        {
            _published[source] = published;
        }
    }

    private void Forget(string producerId)
    {
        foreach (var source in _published.Where(entry => entry.Value.Id == producerId).Select(entry => entry.Key).ToArray())
        {
            _published.Remove(source);
        }
    }

    private void MarkPaused(string producerId)
    {
        foreach (var (source, published) in _published.Where(entry => entry.Value.Id == producerId).ToArray())
        {
            _published[source] = published with { Paused = true };
        }
    }

    private void Notify(NoticeKind kind, string? reason) => _notices.Writer.TryWrite(new Notice(kind, reason));

    private Dictionary<string, T> Copy<T>(Dictionary<string, T> of)
    {
        lock (_lock)
        {
            return new(of, StringComparer.Ordinal);
        }
    }

    private async Task<string> MakeTransportAsync(object payload)
    {
        var id = (await AskAsync("createWebRtcTransport", payload)).GetProperty("id").GetString()!;
        await AskAsync("connectWebRtcTransport", new { transportId = id, dtlsParameters = ClientMedia.DtlsParameters });
        return id;
    }

    private async Task<JsonElement> AskAsync(string method, object payload, TimeSpan? timeout = null)
    {
        var hub = _hub ?? throw new InvalidOperationException("There is no connection.");
        return await hub.InvokeAsync<JsonElement>(method, payload).WaitAsync(timeout ?? RequestTimeout, TimeProvider.System);
    }
}
