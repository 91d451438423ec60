using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>What a consumer receives of a producer, by the capabilities of its endpoint.</summary>
public sealed class ConsumerTests
{
    private readonly RtpCapabilities _router = RouterNegotiation.GetRtpCapabilities(
    [
        new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2 },
        new() { MimeType = "video/VP8", ClockRate = 90000 },
        new() { MimeType = "video/H264", ClockRate = 90000 },
    ]);

    [Theory]
    [InlineData("1 4 5 8 9 11 12", "transport-cc")]
    [InlineData("1 5", "transport-cc")]
    [InlineData("1 4", "goog-remb")]
    [InlineData("1 12", null)]
    [InlineData("", null)]
    public void The_header_extensions_in_common_determine_the_bandwidth_estimation(string ids, string? estimation)
    {
        var common = ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var consumer = Consume(_router with
        {
            HeaderExtensions = [.. _router.HeaderExtensions.Where(extension => common.Contains($"{extension.PreferredId}"))],
        });

        Assert.Equal(common, consumer.HeaderExtensions.Select(extension => $"{extension.Id}"));
        Assert.Equal(
            estimation,
            consumer.Codecs[0].RtcpFeedback.Select(feedback => feedback.Type).SingleOrDefault(type => type is "transport-cc" or "goog-remb"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(65, false)]
    [InlineData(129, false)]
    public void A_header_extension_with_another_id_is_not_in_common(int id, bool common)
    {
        var consumer = Consume(_router with { HeaderExtensions = [new() { Kind = MediaKind.Video, Uri = RtpHeaderExtensionUri.Mid, PreferredId = id }] });

        Assert.Equal(common ? ["1"] : [], consumer.HeaderExtensions.Select(extension => $"{extension.Id}"));
    }

    [Fact]
    public void Rtx_of_a_codec_that_the_endpoint_lacks_is_dropped()
    {
        var consumer = Consume(_router with { Codecs = [.. _router.Codecs.Where(codec => codec.MimeType != "video/VP8")] });

        Assert.Equal(["video/H264 103", "video/rtx 104"], consumer.Codecs.Select(codec => $"{codec.MimeType} {codec.PayloadType}"));
        Assert.NotNull(consumer.Encodings[0].Rtx);
    }

    [Fact]
    public void An_endpoint_with_rtx_alone_has_no_codec_in_common()
    {
        var endpoint = _router with { Codecs = [.. _router.Codecs.Where(codec => codec.MimeType == "video/rtx")] };

        var error = Assert.Throws<UnsupportedException>(() => Consume(endpoint));
        Assert.Equal("The endpoint has no media codec in common with the producer.", error.Message);
        Assert.False(ConsumerNegotiation.CanConsume(Video().Consumable, endpoint));
    }

    [Fact]
    public void Missing_capabilities_are_refused() => Assert.Throws<ArgumentNullException>("rtpCapabilities", () => Consume(null!));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_consumer_of_all_streams_gets_them_in_order(bool rtx)
    {
        AssertStreams(rtx, ConsumerNegotiation.GetRtpParameters(Video().Consumable, _router, enableRtx: rtx, pipe: true));
        AssertStreams(rtx, PipeConsumerNegotiation.GetRtpParameters(Video().Consumable, enableRtx: rtx));
    }

    [Theory]
    [InlineData(true, "video/VP8 video/rtx video/H264 video/rtx", "nack, nack pli, ccm fir")]
    [InlineData(false, "video/VP8 video/H264", "nack pli, ccm fir")]
    public void A_pipe_carries_all_codecs_without_bandwidth_estimation(bool rtx, string codecs, string feedback)
    {
        var piped = PipeConsumerNegotiation.GetRtpParameters(Video().Consumable, enableRtx: rtx);

        Assert.Equal(codecs, string.Join(' ', piped.Codecs.Select(codec => codec.MimeType)));
        Assert.Equal(feedback, string.Join(", ", piped.Codecs[0].RtcpFeedback.Select(item => $"{item.Type} {item.Parameter}".TrimEnd())));
    }

    [Fact]
    public void A_pipe_orders_the_header_extensions_of_audio_by_id()
    {
        var producer = ProducerNegotiation.Negotiate(
            MediaKind.Audio,
            new()
            {
                Codecs = [new() { MimeType = "audio/opus", PayloadType = 111, ClockRate = 48000, Channels = 2 }],
                HeaderExtensions = [new() { Uri = RtpHeaderExtensionUri.AbsCaptureTime, Id = 3 }],
            },
            _router);

        Assert.Equal([1, 4, 6, 10, 11, 12], producer.Consumable.Parameters.HeaderExtensions.Select(extension => extension.Id));
        Assert.Equal(
            [6, 7, 10, 11, 12],
            PipeConsumerNegotiation.GetRtpParameters(producer.Consumable, enableRtx: false).HeaderExtensions.Select(extension => extension.Id));
    }

    private static void AssertStreams(bool rtx, RtpParameters parameters)
    {
        var encodings = parameters.Encodings;

        Assert.Equal([0u, 1u, 2u], encodings.Select(encoding => encoding.Ssrc - encodings[0].Ssrc));
        Assert.Equal(rtx ? [0u, 1u, 2u] : new uint?[3], encodings.Select(encoding => encoding.Rtx?.Ssrc - encodings[0].Rtx?.Ssrc));
        Assert.Equal([100, 300, 900], encodings.Select(encoding => encoding.MaxBitrate));
    }

    private ProducerNegotiation Video() => ProducerNegotiation.Negotiate(
        MediaKind.Video,
        new()
        {
            Codecs =
            [
                new() { MimeType = "video/VP8", PayloadType = 96, ClockRate = 90000 },
                new() { MimeType = "video/H264", PayloadType = 98, ClockRate = 90000 },
            ],
            Encodings = [new() { Rid = "l", MaxBitrate = 100 }, new() { Rid = "m", MaxBitrate = 300 }, new() { Rid = "h", MaxBitrate = 900 }],
        },
        _router);

    private RtpParameters Consume(RtpCapabilities endpoint) => ConsumerNegotiation.GetRtpParameters(Video().Consumable, endpoint, enableRtx: true);
}
