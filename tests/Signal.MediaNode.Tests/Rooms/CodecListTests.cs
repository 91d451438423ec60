using Signal.MediaNode.Rooms;

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

    private static IEnumerable<string> Names(IReadOnlyList<string>? wanted, IReadOnlyList<string> offered) =>
        CodecList.For(wanted, offered).Select(codec => codec.MimeType);
}
