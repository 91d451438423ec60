using System.Text.Json;
using System.Threading.Channels;
using Signal.LoadTest.Peers;

namespace Signal.Chaos.Tests.Load;

/// <summary>
/// One participation: a client's peer on one node, over successive connections. It keeps the state of the client, as the SDK does: the
/// other peers, the received and the sent streams.
/// </summary>
internal sealed partial class PeerSession : IAsyncDisposable
{
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
    private PeerConnection? _connection;
    private long _received;
    private string? _secret;
    private JsonElement _sendTransport;

    private PeerSession(string url) => _url = url;

    public string PeerId { get; private set; } = "";

    public string NodeId { get; private set; } = "";

    /// <summary>The metadata that the room had when the client connected.</summary>
    public string? RoomMetadata { get; private set; }

    /// <summary>The time for which the node keeps the session of a lost connection.</summary>
    public TimeSpan Grace { get; private set; }

    /// <summary>Whether the session may be resumed over another connection.</summary>
    public bool Resumable => _secret is not null;

    /// <summary>Whether the connection is open.</summary>
    public bool Connected => _connection is { IsOpen: true };

    /// <summary>The events to which the client must react.</summary>
    public ChannelReader<Notice> Notices => _notices.Reader;

    /// <summary>The user ids of the others, by their peer ids.</summary>
    public IReadOnlyDictionary<string, string> Peers => Copy(_peers);

    /// <summary>The received streams: the producers' ids by the consumers' ids.</summary>
    public IReadOnlyDictionary<string, string> Consumers => Copy(_consumers);

    /// <summary>The same for data channels.</summary>
    public IReadOnlyDictionary<string, string> DataConsumers => Copy(_dataConsumers);

    /// <summary>The sent streams, by source.</summary>
    public IReadOnlyDictionary<string, Published> Published => Copy(_published);

    /// <summary>Connects with a token, and waits for the welcome.</summary>
    public static async Task<PeerSession> ConnectAsync(string url, string token)
    {
        var session = new PeerSession(url);
        try
        {
            await session.OpenAsync(token);
            var welcome = await session._welcome.Task.WaitAsync(PeerConnection.RequestTimeout, TimeProvider.System);
            session.PeerId = welcome.GetProperty("peerId").GetString()!;
            session.NodeId = welcome.GetProperty("nodeId").GetString()!;
            session.RoomMetadata = welcome.TryGetProperty("roomMetadata", out var metadata) ? metadata.GetString() : null;
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

    /// <summary>Sets up the session: transports, the join, and the streams.</summary>
    public async Task BuildAsync(IReadOnlyCollection<Stream> streams)
    {
        lock (_lock)
        {
            _consumers.Clear();
            _dataConsumers.Clear();
            _published.Clear();
            _closedPeers.Clear();
        }

        (_sendTransport, _, var joined) = await RoomEntry.EnterAsync(RequireConnection());
        Enter(joined.GetProperty("peers"));
        foreach (var stream in streams)
        {
            await PublishAsync(stream);
        }
    }

    /// <summary>Joins to read the roster: sends and receives nothing.</summary>
    public async Task LookAsync() => Enter((await AskAsync("join", new { device = new { name = "looker" } })).GetProperty("peers"));

    /// <summary>Verifies that the node answers.</summary>
    public Task ProbeAsync(TimeSpan timeout) => AskAsync("getRouterRtpCapabilities", new { }, timeout);

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

    public async ValueTask DisposeAsync() => await DropAsync();

    private void Enter(JsonElement peers)
    {
        lock (_lock)
        {
            // Peers that joined or left before the answer arrived.
            var listed = peers.EnumerateArray().ToDictionary(peer => peer.GetProperty("id").GetString()!, peer => peer.GetProperty("userId").GetString()!);
            foreach (var (id, user) in listed.Where(peer => !_closedPeers.Contains(peer.Key)))
            {
                _peers[id] = user;
            }
        }
    }

    private Dictionary<string, T> Copy<T>(Dictionary<string, T> of)
    {
        lock (_lock)
        {
            return new(of, StringComparer.Ordinal);
        }
    }

    private PeerConnection RequireConnection() => _connection ?? throw new InvalidOperationException("There is no connection.");

    private async Task<JsonElement> AskAsync(string method, object payload, TimeSpan? timeout = null) =>
        await RequireConnection().AskAsync(method, payload, timeout ?? PeerConnection.RequestTimeout);
}
