using System.Text.Json;
using Signal.Mediasoup.Tests.Fixtures;

namespace Signal.Mediasoup.Tests.Objects;

public sealed class WebRtcTransportTests(WorkerFixture workers)
{
    private static readonly DtlsParameters Remote = new()
    {
        Role = DtlsRole.Client,
        Fingerprints =
        [
            new DtlsFingerprint
            {
                Algorithm = FingerprintAlgorithm.Sha256,
                Value = "82:5A:68:3D:36:C3:0A:DE:AF:E7:32:43:D2:88:83:57:AC:2D:65:E5:80:C4:B6:FB:AF:1A:A0:21:9F:6D:0C:AD",
            },
        ],
    };

    [Fact]
    public async Task A_transport_offers_what_an_endpoint_needs()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions
        {
            ListenInfos =
            [
                Media.Loopback with { AnnouncedAddress = "9.9.9.1", PortRange = new TransportPortRange { Min = 21100, Max = 21900 } },
                Media.Loopback with { Protocol = TransportProtocol.Tcp },
            ],
            EnableTcp = true,
            PreferUdp = true,
            EnableSctp = true,
            AppData = new() { ["role"] = "send" },
        });

        Assert.Equal((TransportType.WebRtc, IceRole.Controlled), (transport.Type, transport.IceRole));
        Assert.True(transport.IceParameters.IceLite);
        Assert.Equal(["9.9.9.1", "127.0.0.1"], transport.IceCandidates.Select(candidate => candidate.Ip));
        Assert.InRange(transport.IceCandidates[0].Port, (ushort)21100, (ushort)21900);
        Assert.True(transport.IceCandidates[0].Priority > transport.IceCandidates[1].Priority);
        Assert.Equal(DtlsRole.Auto, transport.DtlsParameters.Role);
        Assert.Contains(transport.DtlsParameters.Fingerprints, fingerprint => fingerprint.Algorithm == FingerprintAlgorithm.Sha256);
        Assert.True(transport.SctpParameters!.IsDataChannel);
        Assert.Equal((IceState.New, DtlsState.New, SctpState.New), (transport.IceState, transport.DtlsState, transport.SctpState));
        Assert.Equal("send", (string)transport.AppData["role"]!);
        Assert.Null(transport.IceSelectedTuple);
        Assert.Null(transport.DtlsRemoteCert);
        Assert.Null(transport.SctpNegotiatedCapabilities);
    }

    [Fact]
    public async Task Json_is_what_mediasoup_client_reads()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { ListenInfos = [Media.Loopback] });
        var ice = JsonSerializer.SerializeToNode(transport.IceParameters, MediasoupJson.Options)!.AsObject();
        var candidate = JsonSerializer.SerializeToNode(transport.IceCandidates[0], MediasoupJson.Options)!.AsObject();
        var dtls = JsonSerializer.SerializeToNode(transport.DtlsParameters, MediasoupJson.Options)!.AsObject();
        Assert.Equal(["usernameFragment", "password", "iceLite"], ice.Select(member => member.Key));
        Assert.Equal(["foundation", "priority", "ip", "address", "protocol", "port", "type"], candidate.Select(member => member.Key));
        Assert.Equal(("udp", "host"), ((string)candidate["protocol"]!, (string)candidate["type"]!));
        Assert.Equal(["role", "fingerprints"], dtls.Select(member => member.Key));
        Assert.Equal("\"" + transport.Id + "\"", JsonSerializer.Serialize(transport.Id, MediasoupJson.Options));
        Assert.Equal(transport.Id, JsonSerializer.Deserialize<TransportId>("\"" + transport.Id + "\"", MediasoupJson.Options));
    }

    [Fact]
    public async Task Connecting_sets_the_dtls_role_and_works_once()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        await transport.ConnectAsync(Remote);
        Assert.Equal(DtlsRole.Server, transport.DtlsParameters.Role);
        var again = await Assert.ThrowsAsync<RequestRejectedException>(() => transport.ConnectAsync(Remote));
        Assert.Equal("WEBRTCTRANSPORT_CONNECT", again.Method);
        Assert.NotEmpty(again.Reason);
    }

    [Fact]
    public async Task Wrong_arguments_are_refused_by_name()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        await using var server = await workers.Worker.CreateWebRtcServerAsync(new WebRtcServerOptions { ListenInfos = [Media.Loopback] });
        await Assert.ThrowsAsync<ArgumentException>("options", () => router.CreateWebRtcTransportAsync(new WebRtcTransportOptions()));
        await Assert.ThrowsAsync<ArgumentException>(
            "options", () => router.CreateWebRtcTransportAsync(new WebRtcTransportOptions { WebRtcServer = server, ListenInfos = [Media.Loopback] }));
        var transport = await router.NewWebRtcTransportAsync();
        await Assert.ThrowsAsync<ArgumentNullException>("dtlsParameters", () => transport.ConnectAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>("dtlsParameters", () => transport.ConnectAsync(Remote with { Fingerprints = [] }));
        await Assert.ThrowsAsync<RequestRejectedException>(() => router.CreateWebRtcTransportAsync(
            new WebRtcTransportOptions { ListenInfos = [Media.Loopback with { Ip = "203.0.113.9" }] }));
    }

    [Fact]
    public async Task Ice_restarts_with_new_credentials()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var before = transport.IceParameters;
        var after = await transport.RestartIceAsync();
        Assert.NotEqual(before.UsernameFragment, after.UsernameFragment);
        Assert.NotEqual(before.Password, after.Password);
        Assert.Equal(after, transport.IceParameters);
    }

    [Fact]
    public async Task Bitrates_can_be_limited_and_show_in_the_statistics()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        await transport.SetMaxIncomingBitrateAsync(3_000_000);
        await transport.SetMaxOutgoingBitrateAsync(2_000_000);
        await transport.SetMinOutgoingBitrateAsync(100_000);
        await Assert.ThrowsAsync<RequestRejectedException>(() => transport.SetMinOutgoingBitrateAsync(3_000_000));

        var stat = await transport.GetStatsAsync();

        Assert.Equal(("webrtc-transport", transport.Id), (stat.Type, stat.TransportId));
        Assert.Equal((3_000_000, 2_000_000, 100_000), (stat.MaxIncomingBitrate, stat.MaxOutgoingBitrate, stat.MinOutgoingBitrate));
        Assert.Equal((IceState.New, DtlsState.New, SctpState.New), (stat.IceState, stat.DtlsState, stat.SctpState));
        Assert.True(stat.Timestamp > 0);
        var json = JsonSerializer.SerializeToNode<TransportStat>(await ((Transport)transport).GetStatsAsync(), MediasoupJson.Options)!;
        Assert.Equal("webrtc-transport", (string)json["type"]!);
        Assert.Equal("new", (string)json["iceState"]!);
    }

    [Fact]
    public async Task The_dump_shows_what_was_created()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync(sctp: true);
        await transport.EnableTraceEventAsync([TransportTraceEventType.Bwe, TransportTraceEventType.Probation]);
        var producer = await transport.ProduceAsync(Media.Video());
        var consumer = await transport.ConsumeAsync(new ConsumerOptions { ProducerId = producer.Id, RtpCapabilities = Media.Endpoint(router) });
        var data = await transport.ProduceDataAsync(new DataProducerOptions { SctpStreamParameters = new SctpStreamParameters { StreamId = 12 } });

        var dump = await transport.DumpAsync();

        Assert.Equal(transport.Id, dump.Id);
        Assert.Equal([producer.Id], dump.ProducerIds);
        Assert.Equal([consumer.Id], dump.ConsumerIds);
        Assert.Equal([data.Id], dump.DataProducerIds);
        Assert.Equal(new KeyValue<uint, ConsumerId>(consumer.RtpParameters.Encodings[0].Ssrc!.Value, consumer.Id), Assert.Single(dump.MapSsrcConsumerId));
        Assert.Equal(new KeyValue<ushort, DataProducerId>(12, data.Id), Assert.Single(dump.SctpListener!.StreamIdTable));
        Assert.Contains(new KeyValue<uint, ProducerId>(22222222, producer.Id), dump.RtpListener.SsrcTable);
        Assert.Equal(
            new[] { TransportTraceEventType.Bwe, TransportTraceEventType.Probation }.ToHashSet(), dump.TraceEventTypes.ToHashSet());
        Assert.Equal(transport.IceParameters, dump.IceParameters);
        Assert.Equal(SctpState.New, dump.SctpState);
        await transport.EnableTraceEventAsync([]);
        Assert.Empty((await transport.DumpAsync()).TraceEventTypes);
    }

    [Fact]
    public async Task Closing_a_transport_closes_what_is_on_it()
    {
        await using var router = await workers.Worker.NewRouterAsync();
        var transport = await router.NewWebRtcTransportAsync();
        var producer = await transport.ProduceAsync(Media.Audio());
        var closed = Signals.NextAsync(handler => producer.OnTransportClose += handler);
        await transport.DisposeAsync();
        await closed;
        Assert.Equal((IceState.Closed, DtlsState.Closed), (transport.IceState, transport.DtlsState));
        Assert.False(router.CanConsume(producer.Id, router.RtpCapabilities));
        Assert.Equal((0, 0), (router.TransportCount, router.ProducerCount));
        await Assert.ThrowsAsync<InvalidStateException>(() => transport.ProduceAsync(Media.Audio()));
    }
}
