using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>Negotiations as a reader of mediasoup's documentation would write them down.</summary>
public sealed class ExampleTests
{
    private readonly RtpCapabilities _router = RouterNegotiation.GetRtpCapabilities(
    [
        new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2, Parameters = [("useinbandfec", 1)] },
        new() { MimeType = "video/VP8", ClockRate = 90000 },
        new()
        {
            MimeType = "video/H264",
            ClockRate = 90000,
            Parameters = [("packetization-mode", 1), ("profile-level-id", "42e01f"), ("level-asymmetry-allowed", 0)],
        },
    ]);

    [Fact]
    public void A_router_numbers_its_codecs_from_100_and_adds_rtx_to_video()
    {
        Assert.Equal(
            ["audio/opus 100", "video/VP8 101", "video/rtx 102 apt=101", "video/H264 103", "video/rtx 104 apt=103"],
            _router.Codecs.Select(codec => $"{codec.MimeType} {codec.PreferredPayloadType}{(codec.Parameters["apt"] is { } apt ? $" apt={apt}" : "")}"));
        Assert.Equal(1, _router.Codecs[0].Parameters["useinbandfec"]);
        Assert.Equal([new RtcpFeedback("nack"), new RtcpFeedback("transport-cc")], _router.Codecs[0].RtcpFeedback);
        Assert.Equal(MediasoupServer.SupportedRtpCapabilities.HeaderExtensions, _router.HeaderExtensions);
    }

    [Fact]
    public void A_router_without_codecs_still_has_header_extensions() =>
        Assert.Equal(18, RouterNegotiation.GetRtpCapabilities([]).HeaderExtensions.Length);

    [Fact]
    public void Dynamic_payload_types_skip_those_in_use()
    {
        var router = RouterNegotiation.GetRtpCapabilities(
        [
            new() { MimeType = "video/VP8", ClockRate = 90000, PreferredPayloadType = 100 },
            new() { MimeType = "audio/PCMU", ClockRate = 8000 },
            new() { MimeType = "video/VP9", ClockRate = 90000, Parameters = [("profile-id", 2)] },
        ]);

        Assert.Equal([100, 101, 0, 102, 103], router.Codecs.Select(codec => codec.PreferredPayloadType));
    }

    [Fact]
    public void Three_simulcast_streams_become_one_stream_with_three_spatial_layers()
    {
        var producer = ProducerNegotiation.Negotiate(MediaKind.Video, Simulcast(), _router);
        var consumer = ConsumerNegotiation.GetRtpParameters(producer.Consumable, _router, enableRtx: true);

        Assert.Equal([(96, 101), (97, 102)], producer.Mapping.Codecs.Select(codec => (codec.PayloadType, codec.MappedPayloadType)));
        Assert.Equal(["l", "m", "h"], producer.Mapping.Encodings.Select(encoding => encoding.Rid));
        var encoding = Assert.Single(consumer.Encodings);
        Assert.Equal("L3T3", encoding.ScalabilityMode);
        Assert.Equal(900_000, encoding.MaxBitrate);
        Assert.Equal(encoding.Ssrc + 1, encoding.Rtx?.Ssrc);
        Assert.Equal(["video/VP8", "video/rtx"], consumer.Codecs.Select(codec => codec.MimeType));
        Assert.Equal("c", consumer.Rtcp.Cname);
        Assert.Null(consumer.Mid);
    }

    [Fact]
    public void Without_rtx_there_is_neither_rtx_nor_nack()
    {
        var producer = ProducerNegotiation.Negotiate(MediaKind.Video, Simulcast(), _router);
        var consumer = ConsumerNegotiation.GetRtpParameters(producer.Consumable, _router, enableRtx: false);

        var codec = Assert.Single(consumer.Codecs);
        Assert.Equal([new("nack", "pli"), new("ccm", "fir"), new RtcpFeedback("transport-cc")], codec.RtcpFeedback);
        Assert.Null(Assert.Single(consumer.Encodings).Rtx);
    }

    [Fact]
    public void Remb_is_used_when_the_endpoint_lacks_transport_wide_congestion_control()
    {
        var producer = ProducerNegotiation.Negotiate(MediaKind.Video, Simulcast(), _router);
        var endpoint = _router with
        {
            HeaderExtensions = [.. _router.HeaderExtensions.Where(extension => extension.Uri != RtpHeaderExtensionUri.TransportWideCc)],
        };
        var consumer = ConsumerNegotiation.GetRtpParameters(producer.Consumable, endpoint, enableRtx: true);

        Assert.Contains(new RtcpFeedback("goog-remb"), consumer.Codecs[0].RtcpFeedback);
        Assert.DoesNotContain(new RtcpFeedback("transport-cc"), consumer.Codecs[0].RtcpFeedback);
    }

    [Theory]
    [InlineData("42e01f", 1, "42e01f")]
    [InlineData("42e034", 1, "42e01f")]
    [InlineData("42e00a", 1, "42e00a")]
    [InlineData("4d001f", 1, null)]
    [InlineData("42e01f", 0, null)]
    public void H264_uses_the_lower_level_of_the_same_profile(string profileLevelId, int packetizationMode, string? answer)
    {
        var offer = new RtpParameters
        {
            Codecs =
            [
                new()
                {
                    MimeType = "video/H264",
                    PayloadType = 96,
                    ClockRate = 90000,
                    Parameters = [("packetization-mode", packetizationMode), ("profile-level-id", profileLevelId)],
                },
            ],
        };
        if (answer is null)
        {
            Assert.Throws<UnsupportedException>(() => ProducerNegotiation.Negotiate(MediaKind.Video, offer, _router));
            return;
        }

        var producer = ProducerNegotiation.Negotiate(MediaKind.Video, offer, _router);
        Assert.Equal(answer, producer.Parameters.Codecs[0].Parameters["profile-level-id"]?.Text);
        Assert.Equal(answer, producer.Consumable.Parameters.Codecs[0].Parameters["profile-level-id"]?.Text);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void A_pipe_carries_every_stream_and_the_dependency_descriptor(bool enableRtx, int codecs)
    {
        var producer = ProducerNegotiation.Negotiate(MediaKind.Video, Simulcast(), _router);
        var piped = PipeConsumerNegotiation.GetRtpParameters(producer.Consumable, enableRtx);

        Assert.Equal(codecs, piped.Codecs.Length);
        Assert.Equal(3, piped.Encodings.Length);
        Assert.Equal(["L1T3", "L1T3", "L1T3"], piped.Encodings.Select(encoding => encoding.ScalabilityMode));
        Assert.Equal([7, 8, 9, 11, 12], piped.HeaderExtensions.Select(extension => extension.Id));
    }

    [Fact]
    public void The_absolute_capture_time_reaches_consumers_only_if_the_producer_sends_it()
    {
        var without = ProducerNegotiation.Negotiate(MediaKind.Video, Simulcast(), _router);
        var with = ProducerNegotiation.Negotiate(
            MediaKind.Video,
            Simulcast() with { HeaderExtensions = [new() { Uri = RtpHeaderExtensionUri.AbsCaptureTime, Id = 3 }] },
            _router);

        Assert.DoesNotContain(without.Consumable.Parameters.HeaderExtensions, extension => extension.Uri == RtpHeaderExtensionUri.AbsCaptureTime);
        Assert.Contains(with.Consumable.Parameters.HeaderExtensions, extension => extension.Uri == RtpHeaderExtensionUri.AbsCaptureTime && extension.Id == 10);
    }

    private static RtpParameters Simulcast() => new()
    {
        Codecs =
        [
            new() { MimeType = "video/VP8", PayloadType = 96, ClockRate = 90000 },
            new() { MimeType = "video/rtx", PayloadType = 97, ClockRate = 90000, Parameters = [("apt", 96)] },
        ],
        Encodings =
        [
            new() { Rid = "l", ScalabilityMode = "L1T3", MaxBitrate = 100_000 },
            new() { Rid = "m", ScalabilityMode = "L1T3", MaxBitrate = 300_000 },
            new() { Rid = "h", ScalabilityMode = "L1T3", MaxBitrate = 900_000 },
        ],
        Rtcp = new() { Cname = "c" },
    };
}
