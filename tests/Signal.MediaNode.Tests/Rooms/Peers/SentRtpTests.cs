using Signal.MediaNode.Rooms.Peers;
using Signal.Mediasoup;

namespace Signal.MediaNode.Tests.Rooms.Peers;

public sealed class SentRtpTests
{
    [Theory]
    [InlineData("video/VP8", 1, null)]
    [InlineData("video/h264", 1, null)]
    [InlineData("video/VP9", 1, "L1T3")]
    [InlineData("video/VP8", 3, "L1T3")]
    public void Only_a_lone_encoding_of_a_simulcast_codec_loses_its_temporal_layers(string codec, int encodings, string? mode)
    {
        var sent = new RtpParameters
        {
            Codecs = [new RtpCodecParameters { MimeType = codec, PayloadType = 96, ClockRate = 90_000 }],
            Encodings = [.. Enumerable.Range(0, encodings).Select(index => new RtpEncodingParameters { Rid = $"r{index}", ScalabilityMode = "L1T3" })],
        };

        var forwardable = SentRtp.Forwardable(sent);

        Assert.All(forwardable.Encodings, encoding => Assert.Equal(mode, encoding.ScalabilityMode));
        Assert.Equal(encodings, forwardable.Encodings.Length);
    }
}
