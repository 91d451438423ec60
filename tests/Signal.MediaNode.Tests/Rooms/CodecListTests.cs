using Signal.MediaNode.Rooms;
using Signal.Mediasoup;

namespace Signal.MediaNode.Tests.Rooms;

public sealed class CodecListTests
{
    [Fact]
    public void A_room_gets_what_it_asks_for_in_its_order_and_audio_in_any_case()
    {
        Assert.Equal(["audio/opus", "video/H264", "video/VP8"], Names(["video/h264", "video/VP8", "video/unknown"], []));
        Assert.Equal(["video/VP9", "audio/opus"], Names(["video/VP9", "audio/opus"], []));
    }

    [Fact]
    public void A_room_gets_nothing_that_the_node_does_not_offer()
    {
        Assert.Equal(["audio/opus", "video/VP8"], Names(["video/AV1"], ["audio/opus", "video/VP8"]));
        Assert.Equal(["audio/opus", "video/VP8"], Names(null, ["audio/opus", "video/VP8"]));
        Assert.Equal(CodecList.Names, Names(null, []));
    }

    [Fact]
    public void Parameters_take_the_place_of_the_usual_ones_and_a_type_may_come_twice()
    {
        string[] offered =
        [
            "audio/opus", "video/H264;profile-level-id=640032", "video/h264; profile-level-id=4d0032 ;packetization-mode=0",
            "video/VP9;profile-id=2",
        ];

        var codecs = CodecList.For(null, offered);

        Assert.Equal(["audio/opus", "video/H264", "video/H264", "video/VP9"], codecs.Select(codec => codec.MimeType));
        Assert.Equal((FormatParameterValue)"640032", codecs[1].Parameters["profile-level-id"]);
        Assert.Equal((FormatParameterValue)"4d0032", codecs[2].Parameters["profile-level-id"]);
        Assert.Equal((FormatParameterValue)0, codecs[2].Parameters["packetization-mode"]);
        Assert.Equal((FormatParameterValue)1, codecs[2].Parameters["level-asymmetry-allowed"]);
        Assert.Equal((FormatParameterValue)2, codecs[3].Parameters["profile-id"]);
        Assert.Equal(["audio/opus", "video/H264", "video/H264"], Names(["video/H264"], offered));
    }

    [Theory]
    [InlineData("video/H264;profile-level-id=4d0032", true)]
    [InlineData("video/VP9;profile-id=2", true)]
    [InlineData("video/H264;profile-level-id=high", false)]
    [InlineData("video/H264;profile-level-id", false)]
    [InlineData("video/H264;", false)]
    [InlineData("video/H266", false)]
    public void An_entry_that_cannot_be_read_is_refused_at_the_start(string entry, bool known) => Assert.Equal(known, CodecList.Knows(entry));

    private static IEnumerable<string> Names(IReadOnlyList<string>? wanted, IReadOnlyList<string> offered) =>
        CodecList.For(wanted, offered).Select(codec => codec.MimeType);
}
