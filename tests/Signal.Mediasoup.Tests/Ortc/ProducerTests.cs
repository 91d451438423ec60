using System.Collections.Immutable;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>What a producer's parameters become, and why some are refused.</summary>
public sealed class ProducerTests
{
    private static readonly RtpCodecParameters Vp8 = new() { MimeType = "video/VP8", PayloadType = 96, ClockRate = 90000 };
    private static readonly RtpCodecParameters H264 = new() { MimeType = "video/H264", PayloadType = 98, ClockRate = 90000 };
    private static readonly RtpCodecParameters Opus = new() { MimeType = "audio/opus", PayloadType = 111, ClockRate = 48000, Channels = 2 };
    private static readonly RtpCodecParameters Pcmu = new() { MimeType = "audio/PCMU", PayloadType = 0, ClockRate = 8000 };

    private readonly RtpCapabilities _router = RouterNegotiation.GetRtpCapabilities(
    [
        new() { MimeType = "audio/opus", ClockRate = 48000, Channels = 2 },
        new() { MimeType = "audio/PCMU", ClockRate = 8000 },
        new() { MimeType = "video/VP8", ClockRate = 90000 },
        new() { MimeType = "video/H264", ClockRate = 90000 },
    ]);

    [Fact]
    public void Each_codec_and_its_rtx_get_the_payload_types_of_the_router()
    {
        var producer = Negotiate([Rtx(99, 98), Vp8, H264, Rtx(97, 96)]);

        Assert.Equal(
            [(96, 101), (98, 103), (99, 104), (97, 102)],
            producer.Mapping.Codecs.Select(codec => (codec.PayloadType, codec.MappedPayloadType)));
        Assert.Equal(
            ["VP8 101", "rtx 102", "H264 103", "rtx 104"],
            producer.Consumable.Parameters.Codecs.Select(codec => $"{codec.MimeType["video/".Length..]} {codec.PayloadType}"));
    }

    [Fact]
    public void Streams_get_consecutive_ssrcs()
    {
        var encodings = Negotiate([Vp8], new() { Rid = "l" }, new() { Rid = "h" }, new() { Ssrc = 5 }).Mapping.Encodings;

        Assert.Equal(["l", "h", null], encodings.Select(encoding => encoding.Rid));
        Assert.Equal([null, null, 5u], encodings.Select(encoding => encoding.Ssrc));
        Assert.Equal([0u, 1u, 2u], encodings.Select(encoding => encoding.MappedSsrc - encodings[0].MappedSsrc));
    }

    [Fact]
    public void Audio_has_at_least_one_channel_and_video_none() => Assert.Equal(
        [2, 1, null, null],
        Negotiate([Opus, Pcmu, Vp8 with { Channels = 1 }, H264]).Parameters.Codecs.Select(codec => codec.Channels));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rtcp_is_of_reduced_size(bool given)
    {
        var rtcp = ProducerNegotiation.Negotiate(MediaKind.Video, new() { Codecs = [], Rtcp = new() { Cname = "c", ReducedSize = given } }, _router).Parameters.Rtcp;

        Assert.Equal(new RtcpParameters { Cname = "c", ReducedSize = true }, rtcp);
    }

    [Fact]
    public void A_profile_level_id_is_negotiated_for_H264_alone()
    {
        const string Name = "profile-level-id";
        var codecs = Negotiate([Vp8 with { Parameters = [(Name, "42e01f")] }, H264 with { Parameters = [(Name, "")] }]).Parameters.Codecs;

        Assert.Equal("42e01f", codecs[0].Parameters[Name]?.Text);
        Assert.Null(codecs[1].Parameters[Name]);
    }

    [Fact]
    public void What_the_router_lacks_is_named()
    {
        Refused<UnsupportedException>("The router does not support the codec video/VP9 with payload type 96.", Vp8 with { MimeType = "video/VP9" });
        Refused<UnsupportedException>("The router has no RTX codec for the codec with payload type 0.", Pcmu, Rtx(97, 0));
        Refused<UnsupportedException>("The router has no RTX codec for the codec with payload type 97.", Vp8, Rtx(97, 97));
        Refused<ArgumentException>("No media codec belongs to the RTX codec with payload type 97. (Parameter 'rtpParameters')", Vp8, Rtx(97, 95));
    }

    [Fact]
    public void A_wrong_router_is_not_blamed_on_the_producer() => Assert.Throws<ArgumentException>(
        "rtpCapabilities",
        () => ProducerNegotiation.Negotiate(MediaKind.Video, new() { Codecs = [] }, _router with { Codecs = [null!] }));

    private static RtpCodecParameters Rtx(int payloadType, int apt) =>
        new() { MimeType = "video/rtx", PayloadType = payloadType, ClockRate = 90000, Parameters = [("apt", apt)] };

    private ProducerNegotiation Negotiate(ImmutableArray<RtpCodecParameters> codecs, params RtpEncodingParameters[] encodings) =>
        ProducerNegotiation.Negotiate(MediaKind.Video, new() { Codecs = codecs, Encodings = [.. encodings] }, _router);

    private void Refused<T>(string message, params RtpCodecParameters[] codecs)
        where T : Exception =>
        Assert.Equal(message, Assert.Throws<T>(() => Negotiate([.. codecs])).Message);
}
