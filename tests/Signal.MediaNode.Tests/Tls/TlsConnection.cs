using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signal.MediaNode.Tests.Tls;

/// <summary>A connection to the node, and the certificates of its handshake.</summary>
internal sealed class TlsConnection : IAsyncDisposable
{
    private readonly TcpClient _tcp = new();
    private SslStream? _stream;

    /// <summary>The thumbprint of the node's certificate.</summary>
    public string Certificate { get; private set; } = "";

    /// <summary>The thumbprints of the other certificates of the chain.</summary>
    public IReadOnlyList<string> Chain { get; private set; } = [];

    public static async Task<TlsConnection> OpenAsync(Uri node)
    {
        var connection = new TlsConnection();
        await connection._tcp.ConnectAsync(node.Host, node.Port);
        connection._stream = new SslStream(connection._tcp.GetStream());
        await connection._stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = node.Host,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                connection.Certificate = ((X509Certificate2)certificate!).Thumbprint;
                connection.Chain = [.. chain!.ChainPolicy.ExtraStore.Select(sent => sent.Thumbprint)];
                return true;
            },
        });
        return connection;
    }

    /// <summary>Requests the liveness of the node over this connection.</summary>
    public async Task<string> AskAsync()
    {
        await _stream!.WriteAsync(Encoding.ASCII.GetBytes("GET /healthz/live HTTP/1.1\r\nHost: node\r\n\r\n"));
        var buffer = new byte[4096];
        var count = await _stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }

        _tcp.Dispose();
    }
}
