using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>A codec of a capability set, with its identity and the RTCP feedback that applies to each kind of consumer.</summary>
internal sealed class CapabilityCodec(RtpCodecCapability capability)
{
    // Two concurrent computations of an ImmutableArray are harmless: both give the same result, and the reference is written atomically.
    private readonly ImmutableArray<RtcpFeedback>[] _feedback = new ImmutableArray<RtcpFeedback>[6];

    public RtpCodecCapability Capability { get; } = capability;

    public CodecIdentity Identity { get; } = new(capability);

    /// <summary>
    /// Returns the feedback for a consumer: without plain NACK unless it retransmits, and with at most one bandwidth estimation.
    /// </summary>
    public ImmutableArray<RtcpFeedback> Feedback(bool rtx, BandwidthEstimation estimation)
    {
        ref var slot = ref _feedback[((int)estimation * 2) + (rtx ? 1 : 0)];
        return slot.IsDefault ? slot = Reduce(rtx, estimation) : slot;
    }

    private ImmutableArray<RtcpFeedback> Reduce(bool rtx, BandwidthEstimation estimation) =>
        Capability.RtcpFeedback.RemoveAll(feedback => feedback.Type switch
        {
            "nack" => !rtx && feedback.Parameter.Length == 0,
            "transport-cc" => estimation != BandwidthEstimation.TransportCc,
            "goog-remb" => estimation != BandwidthEstimation.Remb,
            _ => false,
        });
}
