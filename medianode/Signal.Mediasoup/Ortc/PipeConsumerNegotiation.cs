using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>Computes the RTP parameters of a pipe consumer: all streams, without bandwidth estimation.</summary>
internal static class PipeConsumerNegotiation
{
    /// <summary>Returns the parameters of a pipe consumer. Without RTX, plain NACK is removed too.</summary>
    public static RtpParameters GetRtpParameters(Consumable consumable, bool enableRtx) => new()
    {
        Codecs = Codecs(consumable.Codecs, enableRtx),
        HeaderExtensions = HeaderExtensions(consumable.Parameters.HeaderExtensions),
        Encodings = ConsumerEncodings.All(consumable.Parameters.Encodings, enableRtx),
        Rtcp = consumable.Parameters.Rtcp,
        Msid = consumable.Parameters.Msid,
    };

    private static ImmutableArray<RtpCodecParameters> Codecs(ConsumableCodec[] consumable, bool enableRtx)
    {
        var codecs = ImmutableArray.CreateBuilder<RtpCodecParameters>(consumable.Length);
        foreach (var codec in consumable)
        {
            if (enableRtx || !codec.Identity.IsRtx)
            {
                codecs.Add(codec.Parameters with
                {
                    RtcpFeedback = codec.Parameters.RtcpFeedback.RemoveAll(feedback => !Keeps(feedback, enableRtx)),
                });
            }
        }

        return codecs.DrainToImmutable();
    }

    private static bool Keeps(RtcpFeedback feedback, bool enableRtx) => (feedback.Type, feedback.Parameter) switch
    {
        ("nack", "pli") or ("ccm", "fir") => true,
        ("nack", "") => enableRtx,
        _ => false,
    };

    private static ImmutableArray<RtpHeaderExtensionParameters> HeaderExtensions(ImmutableArray<RtpHeaderExtensionParameters> consumable)
    {
        var extensions = ImmutableArray.CreateBuilder<RtpHeaderExtensionParameters>(consumable.Length + 1);
        foreach (var extension in consumable)
        {
            if (extension.Uri != RtpHeaderExtensionUri.Mid
                && extension.Uri != RtpHeaderExtensionUri.AbsSendTime
                && extension.Uri != RtpHeaderExtensionUri.TransportWideCc)
            {
                extensions.Add(extension);
            }
        }

        var place = 0;
        while (place < extensions.Count && extensions[place].Id <= SupportedHeaderExtensions.DependencyDescriptorOfPipes.Id)
        {
            place++;
        }

        extensions.Insert(place, SupportedHeaderExtensions.DependencyDescriptorOfPipes);
        return extensions.DrainToImmutable();
    }
}
