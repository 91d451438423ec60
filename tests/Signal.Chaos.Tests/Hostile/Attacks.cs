using System.Net;
using System.Net.Sockets;
using System.Text;
using Signal.Chaos.Tests.Load;

namespace Signal.Chaos.Tests.Hostile;

/// <summary>Attacks of hostile clients on a node. Each attack continues until the node closes the connection, and counts the messages sent.</summary>
internal sealed class Attacks(Func<Task<(string Url, string Token)>> getToken) : IDisposable
{
    private const int MessagesAtOnce = 200;
    private static readonly byte[][] Bombs =
    [
        Frame([0xdd, 0xff, 0xff, 0xff, 0xff]),
        Frame([0xdb, 0xff, 0xff, 0xff, 0xf0, (byte)'x']),
        Frame([0xdf, 0xff, 0xff, 0xff, 0xff]),
        Frame([.. Enumerable.Repeat((byte)0x91, 60_000), 0xc0]),
        Frame([0x96, 0x01, 0x80, 0xa1, (byte)'1', 0xa4, (byte)'j', (byte)'o', (byte)'i', (byte)'n', 0xdd, 0x7f, 0xff, 0xff, 0xff]),
        [0xff, 0xff, 0xff, 0xff, 0x07],
    ];

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15) };
    private long _sent;

    /// <summary>Messages and requests sent so far.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>All attacks, by their names.</summary>
    public IReadOnlyList<(string Name, Func<Task> Run)> All =>
    [
        ("pings", () => FloodAsync("""{"type":6}""")),
        ("calls", () => FloodAsync("""{"type":1,"invocationId":"1","target":"getRouterRtpCapabilities","arguments":[{}]}""")),
        ("half messages", () => FloodAsync(new string('x', 4_000))),
        ("bombs", BombAsync),
        ("slow reader", ReadSlowlyAsync),
        ("half-open", OpenHalfAsync),
        ("negotiations", NegotiateAsync),
    ];

    public void Dispose() => _http.Dispose();

    private async Task FloodAsync(string message)
    {
        var (url, token) = await getToken();
        using var hub = await RawHub.OpenAsync(url, token, "json");
        for (var count = 0; count < MessagesAtOnce * 10; count++)
        {
            await hub.SendTextAsync(message);
            Interlocked.Increment(ref _sent);
        }
    }

    private async Task BombAsync()
    {
        foreach (var bomb in Bombs)
        {
            var (url, token) = await getToken();
            using var hub = await RawHub.OpenAsync(url, token, "messagepack");
            await hub.SendBytesAsync(bomb);
            Interlocked.Increment(ref _sent);
            await hub.UntilCutAsync();
        }
    }

    // Sends requests and never reads: the answers fill the socket, and then the node's memory up to its limit.
    private async Task ReadSlowlyAsync()
    {
        var (url, token) = await getToken();
        using var hub = await RawHub.OpenAsync(url, token, "json");
        for (var count = 0; count < MessagesAtOnce; count++)
        {
            await hub.SendTextAsync("""{"type":1,"invocationId":"1","target":"getRouterRtpCapabilities","arguments":[{}]}""");
            Interlocked.Increment(ref _sent);
        }
    }

    private async Task OpenHalfAsync()
    {
        var (url, _) = await getToken();
        var node = new Uri(url);
        var sockets = new List<TcpClient>();
        try
        {
            for (var count = 0; count < MessagesAtOnce / 4; count++)
            {
                var socket = new TcpClient();
                sockets.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, node.Port);
                await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /signal?access_token=x HTTP/1.1\r\nHost: "));
                Interlocked.Increment(ref _sent);
            }
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private async Task NegotiateAsync()
    {
        var (url, _) = await getToken();
        for (var count = 0; count < MessagesAtOnce / 4; count++)
        {
            using var answer = await _http.PostAsync(new Uri($"{url}/negotiate?negotiateVersion=1&access_token={new string('x', count * 10)}"), null);
            Interlocked.Increment(ref _sent);
            if (answer.StatusCode == HttpStatusCode.InternalServerError)
            {
                throw new InvalidOperationException("A negotiation was answered with 500.");
            }
        }
    }

    /// <summary>A message of the binary hub protocols is prefixed by its length, seven bits per byte.</summary>
    private static byte[] Frame(byte[] message)
    {
        var length = new List<byte>();
        for (var rest = message.Length; rest > 0 || length.Count == 0; rest >>= 7)
        {
            length.Add((byte)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)));
        }

        return [.. length, .. message];
    }

    /// <summary>Runs an attack; the node is expected to end it.</summary>
    public static async Task UntilCutAsync(Func<Task> attack)
    {
        try
        {
            await attack();
        }
        catch (Exception error) when (ClientErrors.AreExpected(error) && !error.Message.Contains("500", StringComparison.Ordinal))
        {
            return;
        }
    }
}
