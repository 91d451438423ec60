using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>Computes the consumable RTP parameters of a producer, from which consumer parameters are derived.</summary>
internal static class ConsumableRtpParameters
{
    public static RtpParameters Make(MediaKind kind, RtpParameters producer, CapabilityTable router, RtpMapping mapping) => new()
    {
        Codecs = Codecs(producer.Codecs, router, mapping),
        HeaderExtensions = HeaderExtensions(kind, producer.HeaderExtensions, router),
        Encodings = Encodings(producer.Encodings, mapping),
        Rtcp = new RtcpParameters { Cname = producer.Rtcp.Cname },
        Msid = producer.Msid,
    };

    // The router's codec with the producer's parameters; and the router's RTX codec, whether or not the producer sends RTX.
    private static ImmutableArray<RtpCodecParameters> Codecs(
        ImmutableArray<RtpCodecParameters> producer,
        CapabilityTable router,
        RtpMapping mapping)
    {
        var codecs = ImmutableArray.CreateBuilder<RtpCodecParameters>(producer.Length * 2);
        foreach (var codec in producer)
        {
            if (codec.IsRtx)
            {
                continue;
            }

            var mapped = Mapped(codec.PayloadType, mapping);
            codecs.Add(Convert(WithPayloadType(mapped, router), codec.Parameters));
            if (router.FindRtx(mapped) is { } rtx)
            {
                codecs.Add(Convert(rtx.Capability, rtx.Capability.Parameters));
            }
        }

        return codecs.DrainToImmutable();
    }

    private static ImmutableArray<RtpHeaderExtensionParameters> HeaderExtensions(
        MediaKind kind,
        ImmutableArray<RtpHeaderExtensionParameters> producer,
        CapabilityTable router)
    {
        var extensions = ImmutableArray.CreateBuilder<RtpHeaderExtensionParameters>(router.Extensions.Length);
        foreach (var extension in router.Extensions)
        {
            if (extension.Kind == kind
                && extension.Direction is RtpHeaderExtensionDirection.SendRecv or RtpHeaderExtensionDirection.SendOnly
                && (extension.Uri != RtpHeaderExtensionUri.AbsCaptureTime || Sends(producer, extension.Uri)))
            {
                extensions.Add(new RtpHeaderExtensionParameters
                {
                    Uri = extension.Uri,
                    Id = extension.PreferredId,
                    Encrypt = extension.PreferredEncrypt,
                });
            }
        }

        return extensions.DrainToImmutable();
    }

    // The worker copies the absolute capture time from the producer's packets: without it there, the consumer never receives it.
    private static bool Sends(ImmutableArray<RtpHeaderExtensionParameters> producer, RtpHeaderExtensionUri uri)
    {
        foreach (var extension in producer)
        {
            if (extension.Uri == uri)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<RtpEncodingParameters> Encodings(ImmutableArray<RtpEncodingParameters> producer, RtpMapping mapping)
    {
        var encodings = ImmutableArray.CreateBuilder<RtpEncodingParameters>(producer.Length);
        for (var i = 0; i < producer.Length; i++)
        {
            encodings.Add(producer[i] with
            {
                Ssrc = mapping.Encodings[i].MappedSsrc,
                Rid = null,
                Rtx = null,
                CodecPayloadType = null,
            });
        }

        return encodings.MoveToImmutable();
    }

    private static RtpCodecParameters Convert(RtpCodecCapability capability, FormatParameters parameters) => new()
    {
        MimeType = capability.MimeType,
        PayloadType = capability.PreferredPayloadType!.Value,
        ClockRate = capability.ClockRate,
        Channels = capability.Channels,
        Parameters = parameters,
        RtcpFeedback = capability.RtcpFeedback,
    };

    private static int Mapped(int payloadType, RtpMapping mapping)
    {
        foreach (var entry in mapping.Codecs)
        {
            if (entry.PayloadType == payloadType)
            {
                return entry.MappedPayloadType;
            }
        }

        throw new InvalidOperationException("The mapping has no entry for a codec of the producer.");
    }

    private static RtpCodecCapability WithPayloadType(int payloadType, CapabilityTable router)
    {
        foreach (var codec in router.Codecs)
        {
            if (codec.Capability.PreferredPayloadType == payloadType)
            {
                return codec.Capability;
            }
        }

        throw new InvalidOperationException("The router has no codec for an entry of the mapping.");
    }
}
