using System.Net;
using System.Net.Sockets;
using Signal.MediaNode.Links;
using Signal.MediaNode.Workers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Rooms.Parts;

/// <summary>The addresses of the transports over which streams are piped between nodes.</summary>
internal sealed class PipeListening(MediasoupOptions options, PublicAddress address, NodeLinkOptions links, TransportSettings transports)
{
    /// <summary>Creates a transport: encrypted, and with retransmission, since packets between nodes can be lost.</summary>
    public async Task<PipeTransport> CreateAsync(Router router, CancellationToken cancellationToken) => await router.CreatePipeTransportAsync(
        new PipeTransportOptions
        {
            ListenInfo = new TransportListenInfo
            {
                Protocol = TransportProtocol.Udp,
                Ip = options.ListenIp,
                AnnouncedAddress = await address.FindAsync(cancellationToken),
                PortRange = links.MaxMediaPort > 0 ? new TransportPortRange { Min = links.MinMediaPort, Max = links.MaxMediaPort } : null,
            },
            EnableSrtp = true,
            EnableRtx = true,
            EnableSctp = true,
            MaxSendMessageSize = transports.MaxDataMessageBytes,
            MaxReceiveMessageSize = transports.MaxDataMessageBytes,
        },
        cancellationToken);

    public static PipeAddress AddressOf(PipeTransport transport) =>
        new(transport.Tuple.LocalAddress, transport.Tuple.LocalPort, transport.SrtpParameters!);

    /// <summary>Connects a transport with that of the other node.</summary>
    public static async Task ConnectAsync(PipeTransport transport, PipeAddress other, CancellationToken cancellationToken) => await transport.ConnectAsync(
        new PipeTransportConnectOptions { Ip = await ResolveAsync(other.Host, transport, cancellationToken), Port = other.Port, SrtpParameters = other.Srtp },
        cancellationToken);

    // The worker takes addresses only, of the family that it listens on.
    private static async Task<string> ResolveAsync(string host, PipeTransport transport, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return host;
        }

        var family = IPAddress.TryParse(transport.Tuple.LocalAddress, out var own) ? own.AddressFamily : AddressFamily.InterNetwork;
        var found = await Dns.GetHostAddressesAsync(host, family, cancellationToken);
        return found.Length > 0 ? found[0].ToString() : throw new LinkUnavailableException($"Host {host} has no address.");
    }
}
