using System.Net.WebSockets;
using System.Text;

namespace Signal.Chaos.Tests.Hostile;

/// <summary>A WebSocket to a hub that sends arbitrary bytes.</summary>
internal sealed class RawHub : IDisposable
{
    private const string End = "\u001e";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private readonly ClientWebSocket _socket = new();

    private RawHub()
    {
    }

    /// <summary>Opens the WebSocket with a token, and negotiates one of the hub's protocols.</summary>
    public static async Task<RawHub> OpenAsync(string url, string token, string protocol)
    {
        var hub = new RawHub();
        try
        {
            hub._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
            await hub._socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws" }.Uri, timeout.Token);
            await hub.SendTextAsync($$"""{"protocol":"{{protocol}}","version":1}""");
            return hub;
        }
        catch
        {
            hub.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message of the JSON protocol.</summary>
    public Task SendTextAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text);

    /// <summary>Sends bytes.</summary>
    public Task SendBytesAsync(byte[] bytes) => SendAsync(bytes, WebSocketMessageType.Binary);

    /// <summary>Reads until the node ends the connection.</summary>
    public async Task UntilCutAsync()
    {
        var buffer = new byte[16 * 1024];
        using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
        while ((await _socket.ReceiveAsync(buffer, timeout.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
    }

    private async Task SendAsync(byte[] bytes, WebSocketMessageType type)
    {
        using var timeout = new CancellationTokenSource(Timeout, TimeProvider.System);
        await _socket.SendAsync(bytes, type, endOfMessage: true, timeout.Token);
    }
}
