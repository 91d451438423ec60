using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Webhooks.Delivery;

/// <summary>The HTTP client of deliveries: follows no redirects, uses no proxy, keeps no cookies, and connects to allowed addresses only.</summary>
internal sealed class WebhookHttp : IDisposable
{
    private readonly PublicAddresses _addresses;

    public WebhookHttp(PublicAddresses addresses, IOptions<WebhookOptions> options)
    {
        _addresses = addresses;
        Client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = options.Value.Timeout,
            ConnectCallback = ConnectAsync,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = 16,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 64 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        })
        {
            Timeout = options.Value.Timeout,
        };
    }

    public HttpClient Client { get; }

    public void Dispose() => Client.Dispose();

    /// <summary>Checks the resolved addresses that are used for the connection, so that a second DNS lookup cannot change them.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = Array.FindAll(found, _addresses.Allows);
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException(context.DnsEndPoint.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has no allowed address.</summary>
internal sealed class AddressRefusedException(string host) : Exception($"No address of {host} may be delivered to.");
