using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>The streams of a producer become the single stream of a consumer.</summary>
public sealed class ConsumableTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(null, "")]
    [InlineData("S3T2", "S3T2")]
    [InlineData("L3T3_KEY", "L3T3_KEY")]
    [InlineData("L2T1", null, null)]
    [InlineData("L2T2", "L1T2", "L1T3")]
    [InlineData("L3T3", null, "", "L1T3")]
    public void The_first_scalability_mode_given_names_the_layers(string? expected, params string?[] modes) =>
        Assert.Equal(expected, Of([.. modes.Select(mode => new RtpEncodingParameters { ScalabilityMode = mode })]).ScalabilityMode);

    [Fact]
    public void The_highest_bitrate_counts()
    {
        Assert.Equal(300, Of(Rate(100), Rate(300), Rate(null), Rate(200)).MaxBitrate);
        Assert.Null(Of(Rate(null)).MaxBitrate);
        Assert.Null(Of(Rate(0)).MaxBitrate);
        Assert.Null(Of().MaxBitrate);
    }

    private static RtpEncodingParameters Rate(long? rate) => new() { MaxBitrate = rate };

    private static Consumable Of(params RtpEncodingParameters[] encodings) => new(new RtpParameters { Codecs = [], Encodings = [.. encodings] });
}
