using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>A codec of some capabilities with its identity and the RTCP feedback that remains of it in each kind of consumer.</summary>
internal sealed class CapabilityCodec(RtpCodecCapability capability)
{
    // Of an ImmutableArray a concurrent second computation is harmless: both give the same, and the reference is written at once.
    private readonly ImmutableArray<RtcpFeedback>[] _feedback = new ImmutableArray<RtcpFeedback>[6];

    public RtpCodecCapability Capability { get; } = capability;

    public CodecIdentity Identity { get; } = new(capability);

    /// <summary>The feedback for a consumer: without plain NACK unless it retransmits, and with one bandwidth estimation at most.</summary>
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
