using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Signal.LoadTest.Media;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The controlling side of ICE (RFC 8445) over UDP for one transport, and no DTLS.</summary>
internal sealed class IceClient : IDisposable
{
    private const byte HandshakeContent = 22;
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _server;
    private readonly string _userName;
    private readonly string _password;

    /// <summary>Creates a client for a transport, as <c>createWebRtcTransport</c> describes it.</summary>
    public IceClient(JsonElement transport)
    {
        var ice = transport.GetProperty("iceParameters");
        var candidate = transport.GetProperty("iceCandidates").EnumerateArray().First(c => c.GetProperty("protocol").GetString() == "udp");
        _server = new IPEndPoint(IPAddress.Loopback, candidate.GetProperty("port").GetInt32());
        _userName = ice.GetProperty("usernameFragment").GetString() + ":test";
        _password = ice.GetProperty("password").GetString()!;
    }

    /// <summary>Nominates the server's candidate.</summary>
    public Task ConnectAsync() => _socket.SendAsync(
        StunBinding.Request(RandomNumberGenerator.GetBytes(StunBinding.TransactionIdLength), _userName, _password), _server).AsTask();

    /// <summary>Waits for the first message of a DTLS handshake, and answers with a fatal alert (RFC 6347, RFC 5246 section 7.2).</summary>
    public async Task RefuseDtlsAsync()
    {
        using var timeout = new CancellationTokenSource(WaitTimeout);
        while ((await _socket.ReceiveAsync(timeout.Token)).Buffer[0] != HandshakeContent)
        {
        }

        byte[] handshakeFailure = [21, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 40];
        await _socket.SendAsync(handshakeFailure, _server, timeout.Token);
    }

    public void Dispose() => _socket.Dispose();
}
