using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>Creates the encodings of a consumer, with new SSRCs.</summary>
internal static class ConsumerEncodings
{
    /// <summary>One encoding, regardless of the producer's encodings.</summary>
    public static ImmutableArray<RtpEncodingParameters> Single(Consumable consumable, bool rtx)
    {
        var ssrc = RandomSsrc.Next();
        return
        [
            new()
            {
                Ssrc = ssrc,
                Rtx = rtx ? new RtxParameters(ssrc + 1) : null,
                ScalabilityMode = consumable.ScalabilityMode,
                MaxBitrate = consumable.MaxBitrate,
            },
        ];
    }

    /// <summary>All encodings of the producer.</summary>
    public static ImmutableArray<RtpEncodingParameters> All(ImmutableArray<RtpEncodingParameters> consumable, bool rtx)
    {
        var ssrc = RandomSsrc.Next();
        var rtxSsrc = RandomSsrc.Next();
        var encodings = ImmutableArray.CreateBuilder<RtpEncodingParameters>(consumable.Length);
        foreach (var encoding in consumable)
        {
            encodings.Add(encoding with { Ssrc = ssrc++, Rtx = rtx ? new RtxParameters(rtxSsrc++) : null });
        }

        return encodings.MoveToImmutable();
    }
}
