using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>Computes the RTP capabilities of a router from its media codecs.</summary>
internal static class RouterNegotiation
{
    /// <summary>
    /// Returns the capabilities of a router: each media codec as mediasoup supports it, with a payload type, with the given parameters
    /// added, and with RTX after each video codec; and all supported header extensions.
    /// </summary>
    /// <exception cref="ArgumentException">A codec is invalid, or two codecs have the same payload type.</exception>
    /// <exception cref="UnsupportedException">mediasoup does not support a codec, or there are too many codecs.</exception>
    public static RtpCapabilities GetRtpCapabilities(ImmutableArray<RtpCodecCapability> mediaCodecs, string argument = "mediaCodecs")
    {
        if (mediaCodecs.IsDefaultOrEmpty)
        {
            return new RtpCapabilities { HeaderExtensions = SupportedHeaderExtensions.All };
        }

        RtpValidation.Validate(mediaCodecs, argument);
        var payloadTypes = new PayloadTypes();
        var codecs = ImmutableArray.CreateBuilder<RtpCodecCapability>(mediaCodecs.Length * 2);
        foreach (var mediaCodec in mediaCodecs)
        {
            var supported = FindSupported(mediaCodec);
            if (mediaCodec.PreferredPayloadType is { } wanted)
            {
                payloadTypes.Reserve(wanted);
            }

            var payloadType = mediaCodec.PreferredPayloadType ?? supported.PreferredPayloadType ?? payloadTypes.Take();
            foreach (var codec in codecs)
            {
                if (codec.PreferredPayloadType == payloadType)
                {
                    throw new ArgumentException($"Payload type {payloadType} is used twice.", argument);
                }
            }

            codecs.Add(supported with
            {
                PreferredPayloadType = payloadType,
                Parameters = supported.Parameters.Merge(mediaCodec.Parameters),
            });
            if (supported.Kind == MediaKind.Video)
            {
                codecs.Add(Rtx(supported, payloadTypes.Take(), payloadType));
            }
        }

        return new RtpCapabilities { Codecs = codecs.DrainToImmutable(), HeaderExtensions = SupportedHeaderExtensions.All };
    }

    private static RtpCodecCapability FindSupported(RtpCodecCapability mediaCodec)
    {
        var identity = new CodecIdentity(mediaCodec);
        foreach (var supported in MediasoupServer.SupportedRtpCapabilities.Prepare(nameof(mediaCodec)).Codecs)
        {
            if (supported.Identity.IsSameCodec(identity))
            {
                return supported.Capability;
            }
        }

        throw new UnsupportedException($"mediasoup does not support the codec {mediaCodec.MimeType} with the given parameters.");
    }

    private static RtpCodecCapability Rtx(RtpCodecCapability codec, int payloadType, int associatedPayloadType) => new()
    {
        MimeType = "video/rtx",
        PreferredPayloadType = payloadType,
        ClockRate = codec.ClockRate,
        Parameters = [("apt", associatedPayloadType)],
    };
}
