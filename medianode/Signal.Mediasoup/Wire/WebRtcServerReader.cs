using FBS.WebRtcServer;

namespace Signal.Mediasoup.Wire;

/// <summary>Reads the dump of a WebRTC server.</summary>
internal static class WebRtcServerReader
{
    public static WebRtcServerDump Dump(DumpResponse dump) => new()
    {
        Id = WebRtcServerId.From(dump.Id),
        UdpSockets = Vectors.Read(dump, dump.UdpSocketsLength, static (d, i) => Address(d.UdpSockets(i)!.Value)),
        TcpServers = Vectors.Read(dump, dump.TcpServersLength, static (d, i) => Address(d.TcpServers(i)!.Value)),
        WebRtcTransportIds = Vectors.Read(
            dump, dump.WebRtcTransportIdsLength, static (d, i) => TransportId.From(d.WebRtcTransportIds(i))),
        LocalIceUsernameFragments = Vectors.Read(
            dump, dump.LocalIceUsernameFragmentsLength, static (d, i) => Fragment(d.LocalIceUsernameFragments(i)!.Value)),
    };

    private static Mediasoup.IpPort Address(FBS.WebRtcServer.IpPort address) => new() { Ip = address.Ip, Port = address.Port };

    private static Mediasoup.IceUserNameFragment Fragment(FBS.WebRtcServer.IceUserNameFragment fragment) => new()
    {
        LocalIceUsernameFragment = fragment.LocalIceUsernameFragment,
        WebRtcTransportId = TransportId.From(fragment.WebRtcTransportId),
    };
}
