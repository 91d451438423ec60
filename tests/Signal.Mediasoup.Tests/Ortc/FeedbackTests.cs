using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>The RTCP feedback of each kind of consumer.</summary>
public sealed class FeedbackTests
{
    [Fact]
    public void A_consumer_keeps_what_it_uses_and_the_result_is_computed_once()
    {
        var codec = new CapabilityCodec(new RtpCodecCapability
        {
            MimeType = "video/VP8",
            ClockRate = 90000,
            RtcpFeedback = [new("nack"), new("nack", "pli"), new("ccm", "fir"), new("goog-remb"), new("transport-cc"), new("other")],
        });
        foreach (var (rtx, estimation, kept) in (ReadOnlySpan<(bool, BandwidthEstimation, string)>)
        [
            (false, BandwidthEstimation.None, "nack pli, ccm fir, other"),
            (true, BandwidthEstimation.None, "nack, nack pli, ccm fir, other"),
            (false, BandwidthEstimation.Remb, "nack pli, ccm fir, goog-remb, other"),
            (true, BandwidthEstimation.Remb, "nack, nack pli, ccm fir, goog-remb, other"),
            (false, BandwidthEstimation.TransportCc, "nack pli, ccm fir, transport-cc, other"),
            (true, BandwidthEstimation.TransportCc, "nack, nack pli, ccm fir, transport-cc, other"),
        ])
        {
            var feedback = codec.Feedback(rtx, estimation);

            Assert.Equal(kept, string.Join(", ", feedback.Select(item => $"{item.Type} {item.Parameter}".TrimEnd())));
            Assert.True(feedback == codec.Feedback(rtx, estimation), "The array was computed again.");
        }
    }
}
