using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>Errors name the invalid argument and member.</summary>
public sealed class ArgumentTests
{
    private static readonly RtpCodecCapability Vp8 = new() { MimeType = "video/VP8", ClockRate = 90000 };
    private readonly RtpCapabilities _router = RouterNegotiation.GetRtpCapabilities([Vp8]);

    private static readonly RtpParameters Sent = new()
    {
        Codecs = [new() { MimeType = "video/VP8", PayloadType = 96, ClockRate = 90000 }],
        Encodings = [new() { Ssrc = 1 }],
    };

    [Fact]
    public void A_codec_that_mediasoup_lacks_is_named()
    {
        var error = Assert.Throws<UnsupportedException>(() => RouterNegotiation.GetRtpCapabilities([Vp8 with { MimeType = "video/VP7" }]));

        Assert.Contains("video/VP7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_codecs_than_payload_types_are_refused()
    {
        Assert.Equal(32, RouterNegotiation.GetRtpCapabilities([.. Enumerable.Repeat(Vp8, 16)]).Codecs.Length);

        var error = Assert.Throws<UnsupportedException>(() => RouterNegotiation.GetRtpCapabilities([.. Enumerable.Repeat(Vp8, 17)]));
        Assert.Equal("There are more media codecs than dynamic payload types.", error.Message);
    }

    [Fact]
    public void A_payload_type_given_twice_is_refused()
    {
        var error = Assert.Throws<ArgumentException>("mediaCodecs", () => RouterNegotiation.GetRtpCapabilities(
            [Vp8 with { PreferredPayloadType = 110 }, Vp8 with { PreferredPayloadType = 110 }]));

        Assert.StartsWith("Payload type 110 is used twice.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(128)]
    public void A_payload_type_out_of_range_is_refused(int payloadType)
    {
        Assert.Throws<ArgumentException>("mediaCodecs", () => RouterNegotiation.GetRtpCapabilities([Vp8 with { PreferredPayloadType = payloadType }]));
        Assert.Throws<ArgumentException>("rtpParameters", () => Negotiate(Sent with { Codecs = [Sent.Codecs[0] with { PayloadType = payloadType }] }));
    }

    [Fact]
    public void The_member_that_is_wrong_is_named()
    {
        var error = Assert.Throws<ArgumentException>("rtpParameters", () => Negotiate(Sent with
        {
            HeaderExtensions = [new() { Uri = RtpHeaderExtensionUri.Mid, Id = 1 }, new() { Uri = RtpHeaderExtensionUri.TimeOffset, Id = 256 }],
        }));

        Assert.StartsWith("headerExtensions[1] has an id outside 1-255.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_are_refused_as_such()
    {
        Assert.Throws<ArgumentNullException>("rtpParameters", () => Negotiate(null!));
        Assert.Throws<ArgumentException>("rtpParameters", () => Negotiate(Sent with { Codecs = [null!] }));
        Assert.Throws<ArgumentException>("rtpParameters", () => Negotiate(Sent with { Encodings = [null!] }));
        Assert.Throws<ArgumentNullException>("rtpCapabilities", () => ConsumerNegotiation.CanConsume(Negotiate(Sent).Consumable, null!));
        Assert.Throws<ArgumentException>("mediaCodecs", () => RouterNegotiation.GetRtpCapabilities([Vp8 with { MimeType = null! }]));
    }

    [Fact]
    public void A_changed_copy_of_capabilities_is_checked_again()
    {
        var consumable = Negotiate(Sent).Consumable;
        Assert.True(ConsumerNegotiation.CanConsume(consumable, _router));

        Assert.False(ConsumerNegotiation.CanConsume(consumable, _router with { Codecs = [Vp8 with { ClockRate = 1 }] }));
        Assert.Throws<ArgumentException>(
            "rtpCapabilities",
            () => ConsumerNegotiation.CanConsume(consumable, _router with { Codecs = [Vp8 with { ClockRate = 0 }] }));
    }

    private ProducerNegotiation Negotiate(RtpParameters parameters) => ProducerNegotiation.Negotiate(MediaKind.Video, parameters, _router);
}
