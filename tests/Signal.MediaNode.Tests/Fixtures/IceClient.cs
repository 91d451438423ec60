using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Signal.MediaNode.Tests.Fixtures;

/// <summary>The controlling side of ICE (RFC 8445) over UDP for one transport, and no DTLS.</summary>
internal sealed class IceClient : IDisposable
{
    private const byte HandshakeContent = 22;
    private const int HeaderLength = 20;
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(30);
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _server;
    private readonly string _userName;
    private readonly byte[] _password;

    /// <summary>Creates a client for a transport, as <c>createWebRtcTransport</c> describes it.</summary>
    public IceClient(JsonElement transport)
    {
        var ice = transport.GetProperty("iceParameters");
        var candidate = transport.GetProperty("iceCandidates").EnumerateArray().First(c => c.GetProperty("protocol").GetString() == "udp");
        _server = new IPEndPoint(IPAddress.Loopback, candidate.GetProperty("port").GetInt32());
        _userName = ice.GetProperty("usernameFragment").GetString() + ":test";
        _password = Encoding.UTF8.GetBytes(ice.GetProperty("password").GetString()!);
    }

    /// <summary>Nominates the server's candidate.</summary>
    public Task ConnectAsync() => _socket.SendAsync(BindingRequest(), _server).AsTask();

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

    // RFC 8489 and RFC 8445 section 7.1: USERNAME, PRIORITY, ICE-CONTROLLING and USE-CANDIDATE, then MESSAGE-INTEGRITY and FINGERPRINT, each of
    // which the length in the header includes when it is computed.
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "STUN defines MESSAGE-INTEGRITY with HMAC-SHA1.")]
    private byte[] BindingRequest()
    {
        var message = new List<byte> { 0, 1, 0, 0, 0x21, 0x12, 0xA4, 0x42 };
        message.AddRange(RandomNumberGenerator.GetBytes(12));
        Add(message, 0x0006, Encoding.UTF8.GetBytes(_userName));
        Add(message, 0x0024, [0x7E, 0, 0, 0xFF]);
        Add(message, 0x802A, RandomNumberGenerator.GetBytes(8));
        Add(message, 0x0025, []);
        SetLength(message, attributeLength: 24);
        Add(message, 0x0008, HMACSHA1.HashData(_password, message.ToArray()));
        SetLength(message, attributeLength: 8);
        var fingerprint = Crc32(message) ^ 0x5354554E;
        Add(message, 0x8028, [(byte)(fingerprint >> 24), (byte)(fingerprint >> 16), (byte)(fingerprint >> 8), (byte)fingerprint]);
        return [.. message];
    }

    private static void SetLength(List<byte> message, int attributeLength)
    {
        var length = message.Count - HeaderLength + attributeLength;
        (message[2], message[3]) = ((byte)(length >> 8), (byte)length);
    }

    private static uint Crc32(List<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }

    private static void Add(List<byte> message, ushort type, byte[] value)
    {
        message.AddRange([(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length]);
        message.AddRange(value);
        message.AddRange(new byte[(4 - (value.Length % 4)) % 4]);
    }
}
