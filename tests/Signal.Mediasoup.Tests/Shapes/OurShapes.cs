using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Mediasoup.Tests.Peers;
using Signal.Testing;

namespace Signal.Mediasoup.Tests.Shapes;

/// <summary>The objects of shapes.cjs, created with this library.</summary>
internal static class OurShapes
{
    private static readonly RtpParameters Audio = new()
    {
        Mid = "0",
        Codecs = [new() { MimeType = "audio/opus", PayloadType = 100, ClockRate = 48000, Channels = 2, Parameters = [("useinbandfec", 1)] }],
        HeaderExtensions = [new() { Uri = RtpHeaderExtensionUri.SsrcAudioLevel, Id = 6 }],
        Encodings = [new() { Ssrc = 1111, Dtx = true }],
        Rtcp = new() { Cname = "shape" },
    };

    private static readonly RtpParameters Simulcast = new()
    {
        Mid = "1",
        Codecs =
        [
            new() { MimeType = "video/VP8", PayloadType = 101, ClockRate = 90000 },
            new() { MimeType = "video/rtx", PayloadType = 102, ClockRate = 90000, Parameters = [("apt", 101)] },
        ],
        Encodings =
        [
            new() { Ssrc = 2221, Rtx = new(3331), ScalabilityMode = "L1T3" },
            new() { Ssrc = 2222, Rtx = new(3332), ScalabilityMode = "L1T3" },
        ],
        Rtcp = new() { Cname = "shape" },
    };

    public static async Task<JsonObject> BuildAsync()
    {
        var listenInfo = new TransportListenInfo { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };
        await using var worker = await Worker.StartAsync(new() { WorkerBin = WorkerBinary.Path });
        var webRtcServer = await worker.CreateWebRtcServerAsync(new() { ListenInfos = [listenInfo] });
        var router = await worker.CreateRouterAsync(new()
        {
            MediaCodecs =
            [
                new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2, Parameters = [("useinbandfec", 1)] },
                new() { MimeType = "video/VP8", ClockRate = 90000 },
            ],
        });
        var webRtc = await router.CreateWebRtcTransportAsync(new() { WebRtcServer = webRtcServer, EnableSctp = true });
        var plain = await router.CreatePlainTransportAsync(new() { ListenInfo = listenInfo, EnableSrtp = true, EnableSctp = true, RtcpMux = false });
        var pipe = await router.CreatePipeTransportAsync(new() { ListenInfo = listenInfo, EnableSrtp = true, EnableRtx = true });
        var direct = await router.CreateDirectTransportAsync();
        var observer = await router.CreateAudioLevelObserverAsync();
        var audio = await direct.ProduceAsync(new() { Kind = MediaKind.Audio, RtpParameters = Audio });
        var video = await webRtc.ProduceAsync(new() { Kind = MediaKind.Video, RtpParameters = Simulcast });
        await observer.AddProducerAsync(audio.Id);
        var listener = await direct.ConsumeAsync(new() { ProducerId = audio.Id, RtpCapabilities = router.RtpCapabilities });
        var heard = new Arrivals<int>();
        listener.OnRtp += _ => heard.Add(0);
        var simulcastConsumer = await webRtc.ConsumeAsync(new() { ProducerId = video.Id, RtpCapabilities = router.RtpCapabilities });
        var pipeConsumer = await pipe.ConsumeAsync(new PipeConsumerOptions { ProducerId = video.Id });
        var dataProducer = await direct.ProduceDataAsync(new() { Label = "l", Protocol = "p" });
        var sctpProducer = await webRtc.ProduceDataAsync(new() { SctpStreamParameters = new() { StreamId = 1, Ordered = false, MaxRetransmits = 2 } });
        var dataConsumer = await direct.ConsumeDataAsync(new() { DataProducerId = dataProducer.Id, Subchannels = [1, 2] });
        var sctpConsumer = await webRtc.ConsumeDataAsync(new() { DataProducerId = sctpProducer.Id });

        for (ushort i = 1; i < 5; i++)
        {
            audio.Send(RtpPacket.Write(100, i, i * 960u, 1111, new byte[10]));
        }

        await heard.NextAsync();
        return new JsonObject
        {
            ["worker.resourceUsage"] = Json(await worker.GetResourceUsageAsync()),
            ["worker.dump"] = Json(await worker.DumpAsync()),
            ["webRtcServer.dump"] = Json(await webRtcServer.DumpAsync()),
            ["router.dump"] = Json(await router.DumpAsync()),
            ["webRtc.dump"] = Json(await webRtc.DumpAsync()),
            ["webRtc.stats"] = Json(await webRtc.GetStatsAsync()),
            ["plain.dump"] = Json(await plain.DumpAsync()),
            ["plain.stats"] = Json(await plain.GetStatsAsync()),
            ["pipe.dump"] = Json(await pipe.DumpAsync()),
            ["pipe.stats"] = Json(await pipe.GetStatsAsync()),
            ["direct.dump"] = Json(await direct.DumpAsync()),
            ["direct.stats"] = Json(await direct.GetStatsAsync()),
            ["audio.dump"] = Json(await audio.DumpAsync()),
            ["audio.stats"] = Json(await audio.GetStatsAsync()),
            ["video.dump"] = Json(await video.DumpAsync()),
            ["video.stats"] = Json(await video.GetStatsAsync()),
            ["listener.dump"] = Json(await listener.DumpAsync()),
            ["listener.stats"] = Json(await listener.GetStatsAsync()),
            ["simulcastConsumer.dump"] = Json(await simulcastConsumer.DumpAsync()),
            ["simulcastConsumer.stats"] = Json(await simulcastConsumer.GetStatsAsync()),
            ["pipeConsumer.dump"] = Json(await pipeConsumer.DumpAsync()),
            ["pipeConsumer.stats"] = Json(await pipeConsumer.GetStatsAsync()),
            ["dataProducer.dump"] = Json(await dataProducer.DumpAsync()),
            ["dataProducer.stats"] = Json(await dataProducer.GetStatsAsync()),
            ["sctpProducer.dump"] = Json(await sctpProducer.DumpAsync()),
            ["sctpProducer.stats"] = Json(await sctpProducer.GetStatsAsync()),
            ["dataConsumer.dump"] = Json(await dataConsumer.DumpAsync()),
            ["dataConsumer.stats"] = Json(await dataConsumer.GetStatsAsync()),
            ["sctpConsumer.dump"] = Json(await sctpConsumer.DumpAsync()),
            ["sctpConsumer.stats"] = Json(await sctpConsumer.GetStatsAsync()),
            ["webRtc.properties"] = new JsonObject
            {
                ["iceParameters"] = Json(webRtc.IceParameters),
                ["iceCandidates"] = Json(webRtc.IceCandidates),
                ["dtlsParameters"] = Json(webRtc.DtlsParameters),
                ["sctpParameters"] = Json(webRtc.SctpParameters),
            },
            ["plain.properties"] = new JsonObject
            {
                ["tuple"] = Json(plain.Tuple),
                ["rtcpTuple"] = Json(plain.RtcpTuple),
                ["srtpParameters"] = Json(plain.SrtpParameters),
                ["sctpParameters"] = Json(plain.SctpParameters),
            },
            ["pipe.properties"] = new JsonObject { ["tuple"] = Json(pipe.Tuple), ["srtpParameters"] = Json(pipe.SrtpParameters) },
            ["consumer.properties"] = new JsonObject { ["rtpParameters"] = Json(simulcastConsumer.RtpParameters), ["score"] = Json(simulcastConsumer.Score) },
        };
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, MediasoupJson.Options);
}
