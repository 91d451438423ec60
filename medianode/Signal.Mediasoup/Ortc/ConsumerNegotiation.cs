using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>Computes the RTP parameters of a consumer from those of the producer and the capabilities of the endpoint.</summary>
internal static class ConsumerNegotiation
{
    /// <summary>Whether an endpoint with these capabilities can consume: the first common codec is a media codec, not RTX.</summary>
    /// <exception cref="ArgumentException">The capabilities are invalid.</exception>
    public static bool CanConsume(Consumable consumable, RtpCapabilities capabilities, string argument = "rtpCapabilities")
    {
        ArgumentNullException.ThrowIfNull(capabilities, argument);
        var table = capabilities.Prepare(argument);
        foreach (var codec in consumable.Codecs)
        {
            if (table.Find(codec.Identity) is not null)
            {
                return !codec.Identity.IsRtx;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the parameters of a consumer: the common codecs and header extensions, one bandwidth estimation, and one encoding with a new
    /// SSRC; with <paramref name="pipe"/> all encodings of the producer.
    /// </summary>
    /// <exception cref="ArgumentException">The capabilities are invalid.</exception>
    /// <exception cref="UnsupportedException">There is no codec in common.</exception>
    public static RtpParameters GetRtpParameters(
        Consumable consumable,
        RtpCapabilities capabilities,
        bool enableRtx,
        bool pipe = false,
        string argument = "rtpCapabilities")
    {
        ArgumentNullException.ThrowIfNull(capabilities, argument);
        var table = capabilities.Prepare(argument);
        var extensions = consumable.Parameters.HeaderExtensions.RemoveAll(extension => !table.Has(extension));
        var codecs = Codecs(consumable.Codecs, table, enableRtx, EstimationWith(extensions), out var rtxSupported);
        return new RtpParameters
        {
            Codecs = codecs,
            HeaderExtensions = extensions,
            Encodings = pipe
                ? ConsumerEncodings.All(consumable.Parameters.Encodings, rtxSupported)
                : ConsumerEncodings.Single(consumable, rtxSupported),
            Rtcp = consumable.Parameters.Rtcp,
            Msid = consumable.Parameters.Msid,
        };
    }

    // Transport-wide congestion control is the better of the two.
    private static BandwidthEstimation EstimationWith(ImmutableArray<RtpHeaderExtensionParameters> extensions) =>
        extensions.Any(extension => extension.Uri == RtpHeaderExtensionUri.TransportWideCc) ? BandwidthEstimation.TransportCc
        : extensions.Any(extension => extension.Uri == RtpHeaderExtensionUri.AbsSendTime) ? BandwidthEstimation.Remb
        : BandwidthEstimation.None;

    private static ImmutableArray<RtpCodecParameters> Codecs(
        ConsumableCodec[] consumable,
        CapabilityTable capabilities,
        bool enableRtx,
        BandwidthEstimation estimation,
        out bool rtxSupported)
    {
        var codecs = ImmutableArray.CreateBuilder<RtpCodecParameters>(consumable.Length);
        foreach (var codec in consumable)
        {
            if ((enableRtx || !codec.Identity.IsRtx) && capabilities.Find(codec.Identity) is { } match)
            {
                codecs.Add(codec.Parameters with { RtcpFeedback = match.Feedback(enableRtx, estimation) });
            }
        }

        rtxSupported = DropUselessRtx(codecs);
        return codecs.Count > 0 && !codecs[0].IsRtx
            ? codecs.DrainToImmutable()
            : throw new UnsupportedException("The endpoint has no media codec in common with the producer.");
    }

    // RTX is kept only together with the codec that it retransmits.
    private static bool DropUselessRtx(ImmutableArray<RtpCodecParameters>.Builder codecs)
    {
        var useful = false;
        for (var i = codecs.Count - 1; i >= 0; i--)
        {
            if (!codecs[i].IsRtx)
            {
                continue;
            }

            if (HasPayloadType(codecs, codecs[i].Parameters["apt"]))
            {
                useful = true;
            }
            else
            {
                codecs.RemoveAt(i);
            }
        }

        return useful;
    }

    private static bool HasPayloadType(ImmutableArray<RtpCodecParameters>.Builder codecs, FormatParameterValue? payloadType)
    {
        foreach (var codec in codecs)
        {
            if (payloadType == codec.PayloadType)
            {
                return true;
            }
        }

        return false;
    }
}
