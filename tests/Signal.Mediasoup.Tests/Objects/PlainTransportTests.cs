using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class PlainTransportTests(WorkerFixture workers)
{
    private static readonly SrtpParameters Keys = new()
    {
        CryptoSuite = SrtpCryptoSuite.AesCm128HmacSha1With80BitTag,
        KeyBase64 = "ZnQ3eWJraDg0d3ZoYzM5cXN1Y2pnaHU5NWxrZTVv",
    };

    [Fact]
    public async Task Rtp_and_rtcp_have_a_port_each_without_mux()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions { ListenInfo = Media.Loopback, RtcpMux = false });
        Assert.Equal((TransportType.Plain, false, false), (transport.Type, transport.RtcpMux, transport.Comedia));
        Assert.NotEqual(transport.Tuple.LocalPort, transport.RtcpTuple!.LocalPort);

        await transport.ConnectAsync(new PlainTransportConnectOptions { Ip = "127.0.0.2", Port = 9999, RtcpPort = 9998 });

        Assert.Equal(("127.0.0.2", (ushort)9999), (transport.Tuple.RemoteIp, transport.Tuple.RemotePort));
        Assert.Equal((ushort?)9998, transport.RtcpTuple.RemotePort);
        var dump = await transport.DumpAsync();
        Assert.Equal((transport.Tuple, transport.RtcpTuple), (dump.Tuple, dump.RtcpTuple));
        var stat = await transport.GetStatsAsync();
        Assert.Equal(("plain-rtp-transport", transport.Tuple), (stat.Type, stat.Tuple));
        await Assert.ThrowsAsync<RequestRejectedException>(
            () => transport.ConnectAsync(new PlainTransportConnectOptions { Ip = "127.0.0.2", Port = 9999, RtcpPort = 9998 }));
    }

    [Fact]
    public async Task A_listen_info_for_rtcp_turns_mux_off()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreatePlainTransportAsync(
            new PlainTransportOptions { ListenInfo = Media.Loopback, RtcpListenInfo = Media.Loopback with { Ip = "127.0.0.3" } });
        Assert.False(transport.RtcpMux);
        Assert.Equal("127.0.0.3", transport.RtcpTuple!.LocalAddress);
    }

    [Fact]
    public async Task Srtp_keys_are_checked_and_answered()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions
        {
            ListenInfo = Media.Loopback,
            EnableSrtp = true,
            SrtpCryptoSuite = SrtpCryptoSuite.AeadAes256Gcm,
        });
        Assert.Equal(SrtpCryptoSuite.AeadAes256Gcm, transport.SrtpParameters!.CryptoSuite);
        Assert.Equal(60, transport.SrtpParameters.KeyBase64.Length);
        await Assert.ThrowsAsync<ArgumentException>(() => transport.ConnectAsync(
            new PlainTransportConnectOptions { Ip = "127.0.0.1", Port = 9999, SrtpParameters = Keys with { KeyBase64 = "short" } }));
        await Assert.ThrowsAsync<RequestRejectedException>(
            () => transport.ConnectAsync(new PlainTransportConnectOptions { Ip = "127.0.0.1", Port = 9999 }));

        await transport.ConnectAsync(new PlainTransportConnectOptions { Ip = "127.0.0.1", Port = 9999, SrtpParameters = Keys });

        Assert.Equal(SrtpCryptoSuite.AesCm128HmacSha1With80BitTag, transport.SrtpParameters.CryptoSuite);
    }

    [Fact]
    public async Task Comedia_learns_the_address_from_the_first_packet()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreatePlainTransportAsync(new PlainTransportOptions { ListenInfo = Media.Loopback, Comedia = true });
        await Assert.ThrowsAsync<InvalidStateException>(
            () => transport.ConnectAsync(new PlainTransportConnectOptions { Ip = "127.0.0.1", Port = 9999 }));
        var producer = await transport.ProduceAsync(Media.Audio());
        var found = Signals.NextAsync<TransportTuple>(handler => transport.OnTuple += handler);
        var observed = Signals.NextAsync<TransportTuple>(handler => transport.Observer.OnTuple += handler);
        var scored = Signals.NextAsync<System.Collections.Immutable.ImmutableArray<ProducerScore>>(handler => producer.OnScore += handler);
        using var endpoint = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));

        await endpoint.SendAsync(RtpSource.Packet(producer, 1), "127.0.0.1", transport.Tuple.LocalPort);

        var port = ((System.Net.IPEndPoint)endpoint.Client.LocalEndPoint!).Port;
        Assert.Equal(port, (await found).RemotePort!.Value);
        Assert.Equal(await found, await observed);
        Assert.Equal(port, transport.Tuple.RemotePort!.Value);
        Assert.Equal(11111111u, Assert.Single(await scored).Ssrc);
    }
}
