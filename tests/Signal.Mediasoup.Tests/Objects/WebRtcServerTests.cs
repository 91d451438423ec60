using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class WebRtcServerTests(WorkerFixture workers)
{
    private static readonly WebRtcServerOptions Options = new()
    {
        ListenInfos = [Media.Loopback, Media.Loopback with { Protocol = TransportProtocol.Tcp, AnnouncedAddress = "media.example" }],
    };

    [Fact]
    public async Task A_server_lists_its_sockets_and_transports()
    {
        var created = Signals.NextAsync<WebRtcServer>(handler => workers.Worker.Observer.OnNewWebRtcServer += handler);
        await using var server = await workers.Worker.CreateWebRtcServerAsync(Options with { AppData = new() { ["name"] = "edge" } });
        Assert.NotNull(await created);
        Assert.Equal("edge", (string)server.AppData["name"]!);
        await using var router = await workers.Worker.NewRouterAsync();
        var handled = Signals.NextAsync<WebRtcTransport>(handler => server.Observer.OnWebRtcTransportHandled += handler);

        var transport = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server });

        Assert.Same(transport, await handled);
        Assert.Equal(["127.0.0.1", "media.example"], transport.IceCandidates.Select(candidate => candidate.Address));
        Assert.Equal(IceCandidateTcpType.Passive, transport.IceCandidates[1].TcpType);
        var dump = await server.DumpAsync();
        Assert.Equal(server.Id, dump.Id);
        Assert.Equal("127.0.0.1", Assert.Single(dump.UdpSockets).Ip);
        Assert.Equal(transport.IceCandidates[1].Port, Assert.Single(dump.TcpServers).Port);
        Assert.Equal([transport.Id], dump.WebRtcTransportIds);
        Assert.Equal(transport.IceParameters.UsernameFragment, Assert.Single(dump.LocalIceUsernameFragments).LocalIceUsernameFragment);
        Assert.Contains(server.Id, (await workers.Worker.DumpAsync()).WebRtcServerIds);

        var unhandled = Signals.NextAsync<WebRtcTransport>(handler => server.Observer.OnWebRtcTransportUnhandled += handler);
        transport.Close();
        Assert.Same(transport, await unhandled);
        Assert.Equal(0, server.TransportCount);
    }

    [Fact]
    public async Task Closing_a_server_closes_its_transports()
    {
        var server = await workers.Worker.CreateWebRtcServerAsync(Options);
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server });
        var events = new List<string>();
        transport.OnListenServerClose += () => events.Add("listenserverclose");
        transport.Observer.OnClose += () => events.Add("transport close");
        server.Observer.OnWebRtcTransportUnhandled += _ => events.Add("unhandled");
        server.Observer.OnClose += () => events.Add("server close");

        server.Close();

        Assert.Equal(["listenserverclose", "transport close", "unhandled", "server close"], events);
        Assert.Equal((IceState.Closed, DtlsState.Closed), (transport.IceState, transport.DtlsState));
        Assert.Empty((await router.DumpAsync()).TransportIds);
        await Assert.ThrowsAsync<InvalidStateException>(() => server.DumpAsync());
        await Assert.ThrowsAsync<InvalidStateException>(
            () => router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server }));
    }

    [Fact]
    public async Task Invalid_listen_addresses_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => workers.Worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [] }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => workers.Worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [Media.Loopback with { Ip = "nowhere" }] }));
        await Assert.ThrowsAsync<RequestRejectedException>(
            () => workers.Worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [Media.Loopback with { Ip = "203.0.113.7" }] }));
    }
}
