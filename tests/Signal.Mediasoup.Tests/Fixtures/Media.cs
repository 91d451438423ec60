using System.Collections.Immutable;

namespace Signal.Mediasoup.Tests.Fixtures;

/// <summary>Codecs, producers and endpoints that tests use.</summary>
internal static class Media
{
    public static TransportListenInfo Loopback { get; } = new() { Protocol = TransportProtocol.Udp, Ip = "127.0.0.1" };

    public static ImmutableArray<RtpCodecCapability> Codecs { get; } =
    [
        new RtpCodecCapability { MimeType = "audio/opus", ClockRate = 48000, Channels = 2, Parameters = [("useinbandfec", 1)] },
        new RtpCodecCapability { MimeType = "video/VP8", ClockRate = 90000 },
        new RtpCodecCapability
        {
            MimeType = "video/H264",
            ClockRate = 90000,
            Parameters = [("level-asymmetry-allowed", 1), ("packetization-mode", 1), ("profile-level-id", "4d0032")],
        },
    ];

    public static ProducerOptions Audio(uint ssrc = 11111111) => new()
    {
        Kind = MediaKind.Audio,
        RtpParameters = new RtpParameters
        {
            Codecs =
            [
                new RtpCodecParameters
                {
                    MimeType = "audio/opus", PayloadType = 111, ClockRate = 48000, Channels = 2, Parameters = [("useinbandfec", 1)],
                },
            ],
            HeaderExtensions = [new RtpHeaderExtensionParameters { Uri = RtpHeaderExtensionUri.SsrcAudioLevel, Id = 10 }],
            Encodings = [new RtpEncodingParameters { Ssrc = ssrc }],
            Rtcp = new RtcpParameters { Cname = "tests" },
        },
    };

    public static ProducerOptions Video(params uint[] ssrcs) => new()
    {
        Kind = MediaKind.Video,
        RtpParameters = new RtpParameters
        {
            Codecs =
            [
                new RtpCodecParameters
                {
                    MimeType = "video/VP8",
                    PayloadType = 112,
                    ClockRate = 90000,
                    RtcpFeedback = [new RtcpFeedback("nack"), new RtcpFeedback("nack", "pli"), new RtcpFeedback("ccm", "fir")],
                },
                new RtpCodecParameters { MimeType = "video/rtx", PayloadType = 113, ClockRate = 90000, Parameters = [("apt", 112)] },
            ],
            Encodings =
            [
                .. (ssrcs.Length == 0 ? [22222222] : ssrcs).Select(ssrc => new RtpEncodingParameters
                {
                    Ssrc = ssrc,
                    Rtx = new RtxParameters(ssrc + 1),
                    ScalabilityMode = ssrcs.Length > 1 ? "L1T3" : null,
                }),
            ],
            Rtcp = new RtcpParameters { Cname = "tests" },
        },
    };

    /// <summary>An endpoint that can receive every codec of the router.</summary>
    public static RtpCapabilities Endpoint(Router router) => router.RtpCapabilities;

    public static Task<Router> NewRouterAsync(this Worker worker) =>
        worker.CreateRouterAsync(new RouterOptions { MediaCodecs = Codecs }, TestContext.Current.CancellationToken);

    public static Task<WebRtcTransport> NewWebRtcTransportAsync(this Router router, bool sctp = false) => router.CreateWebRtcTransportAsync(
        new WebRtcTransportOptions { ListenInfos = [Loopback], EnableSctp = sctp }, TestContext.Current.CancellationToken);
}
