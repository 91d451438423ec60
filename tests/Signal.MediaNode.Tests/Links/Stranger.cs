using System.Buffers.Text;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Signal.Contracts.Tokens;
using Signal.MediaNode.Links;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Links;

/// <summary>A program that opens links to a node as another node would, with tokens and messages of its own choice.</summary>
internal sealed class Stranger(string id) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Its key, as the control plane publishes that of a node.</summary>
    public NodeKey Key
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new NodeKey
            {
                NodeId = id,
                Epoch = 1,
                Url = "http://127.0.0.1:9/link",
                Version = LinkProtocol.Version,
                Key = new PublicKey(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y)),
            };
        }
    }

    /// <summary>A token, valid unless it is changed.</summary>
    public string Token(NodeHost to, Action<SecurityTokenDescriptor>? change = null, string? keyId = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            TokenType = "link+jwt",
            Audience = LinkPair.InstanceOf(to).ToString(),
            IssuedAt = now,
            Expires = now.AddMinutes(1),
            Claims = new Dictionary<string, object> { ["sub"] = id, ["jti"] = Guid.NewGuid().ToString() },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = keyId ?? $"{id}:1" }, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(token);
        return _handler.CreateToken(token);
    }

    /// <summary>Opens a WebSocket to a node.</summary>
    public static async Task<ClientWebSocket> OpenAsync(NodeHost to, string? token, string subprotocol = LinkProtocol.Subprotocol)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(to.Url) { Scheme = "ws", Path = LinkProtocol.Path }.Uri, TestContext.Current.CancellationToken);
            return socket;
        }
        catch (WebSocketException error)
        {
            throw new RefusedException((int)socket.HttpStatusCode, error);
        }
    }

    public static Task SendAsync(ClientWebSocket socket, string message, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>Receives the next message of the node.</summary>
    public static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, timeout.Token);
            Assert.Equal(WebSocketMessageType.Text, read.MessageType);
            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            }
        }
    }

    /// <summary>Waits until the node has closed the connection.</summary>
    public static async Task IsClosedAsync(ClientWebSocket socket)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, timeout.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Closed without a farewell.
            return;
        }
    }

    public void Dispose() => _key.Dispose();

    /// <summary>The node has refused the link.</summary>
    internal sealed class RefusedException(int status, Exception inner) : Exception($"{status}", inner)
    {
        public int Status => status;
    }
}
