using System.Net.WebSockets;
using System.Text.Json;
using System.Text;
using Signal.MediaNode.Rooms.Peers;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>A WebSocket that sends raw text of the JSON protocol that no SignalR client would send.</summary>
public sealed class RawClient : IDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _text = new();
    private int _calls;

    private RawClient()
    {
    }

    public static async Task<RawClient> OpenAsync(Uri node, string credential)
    {
        var client = await ConnectAsync(node, credential);
        await client.ShakeHandsAsync();
        return client;
    }

    /// <summary>Opens the WebSocket without a handshake.</summary>
    public static async Task<RawClient> ConnectAsync(Uri node, string credential)
    {
        var client = new RawClient();
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            var url = new UriBuilder(new Uri(node, "/signal")) { Scheme = "ws", Query = $"access_token={credential}" }.Uri;
            await client._socket.ConnectAsync(url, timeout.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task ShakeHandsAsync() => SendAsync("""{"protocol":"json","version":1}""");

    /// <summary>Sends a message.</summary>
    public Task SendAsync(string message) => SendRawAsync(message + End);

    /// <summary>Sends text that need not be a whole message.</summary>
    public async Task SendRawAsync(string text)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, timeout.Token);
    }

    /// <summary>Sends a request with a JSON argument; returns the hub's completion.</summary>
    public async Task<JsonElement> CallAsync(string method, string argument)
    {
        var id = $"{++_calls}";
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{argument}}]}""");
        while (true)
        {
            var message = await ReceiveAsync() ?? throw new InvalidOperationException("The connection was closed.");
            if (message.TryGetProperty("type", out var type) && type.GetInt32() == 3 && message.GetProperty("invocationId").GetString() == id)
            {
                return message;
            }
        }
    }

    /// <summary>Reads until an event of that name arrives.</summary>
    public async Task HearsAsync(string name)
    {
        while (true)
        {
            var message = await ReceiveAsync() ?? throw new InvalidOperationException("The connection was closed.");
            if (message.TryGetProperty("target", out var target) && target.GetString() == name)
            {
                return;
            }
        }
    }

    /// <summary>Reads until the connection ends, sooner than the hub would close that of a client that sends no pings.</summary>
    public async Task ClosedAsync()
    {
        using var deadline = new CancellationTokenSource(OutboxOptions.ClientTimeout - TimeSpan.FromSeconds(10));
        while (await ReceiveAsync(deadline.Token) is not null)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = _text.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                _text.Remove(0, end + 1);
                return JsonSerializer.Deserialize<JsonElement>(text[..end]);
            }

            try
            {
                var received = await _socket.ReceiveAsync(buffer, timeout.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                _text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            }
            catch (WebSocketException)
            {
                return null;
            }
        }
    }
}
