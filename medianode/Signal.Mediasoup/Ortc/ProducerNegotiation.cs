using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Signal.Mediasoup.Ortc;

/// <summary>The result of negotiating a producer with its router.</summary>
/// <param name="Parameters">The producer's parameters, with defaults and the negotiated H264 levels.</param>
/// <param name="Mapping">The mapping with which the worker rewrites payload types and SSRCs.</param>
/// <param name="Consumable">The consumable parameters.</param>
internal sealed record ProducerNegotiation(RtpParameters Parameters, RtpMapping Mapping, Consumable Consumable)
{
    /// <summary>Negotiates the parameters of a producer.</summary>
    /// <exception cref="ArgumentException">The parameters are invalid.</exception>
    /// <exception cref="UnsupportedException">The router does not support a codec.</exception>
    public static ProducerNegotiation Negotiate(
        MediaKind kind,
        RtpParameters parameters,
        RtpCapabilities router,
        string argument = "rtpParameters")
    {
        RtpValidation.Validate(parameters, argument);
        var table = router.Prepare("rtpCapabilities");
        var matches = Match(parameters.Codecs, table, argument, out var codecs);
        var negotiated = parameters with
        {
            Codecs = codecs,
            Rtcp = parameters.Rtcp with { ReducedSize = true },
        };
        var mapping = new RtpMapping(MapCodecs(codecs, matches), MapEncodings(negotiated.Encodings));
        return new ProducerNegotiation(negotiated, mapping, new Consumable(ConsumableRtpParameters.Make(kind, negotiated, table, mapping)));
    }

    // Returns the router's codec for each codec of the producer, and the normalized producer codecs.
    private static CapabilityCodec[] Match(
        ImmutableArray<RtpCodecParameters> given,
        CapabilityTable table,
        string argument,
        out ImmutableArray<RtpCodecParameters> codecs)
    {
        var matches = new CapabilityCodec[given.Length];
        var normalized = new RtpCodecParameters[given.Length];
        for (var i = 0; i < given.Length; i++)
        {
            normalized[i] = Normalize(given[i]);
            if (!given[i].IsRtx)
            {
                var identity = new CodecIdentity(given[i]);
                matches[i] = table.Find(identity) ?? throw new UnsupportedException(
                    $"The router does not support the codec {given[i].MimeType} with payload type {given[i].PayloadType}.");
                normalized[i] = AnswerLevel(normalized[i], identity, matches[i].Identity);
            }
        }

        for (var i = 0; i < given.Length; i++)
        {
            if (given[i].IsRtx)
            {
                matches[i] = MatchRtx(given, given[i], matches, table, argument);
            }
        }

        codecs = ImmutableCollectionsMarshal.AsImmutableArray(normalized);
        return matches;
    }

    private static CapabilityCodec MatchRtx(
        ImmutableArray<RtpCodecParameters> codecs,
        RtpCodecParameters rtx,
        CapabilityCodec[] matches,
        CapabilityTable table,
        string argument)
    {
        var apt = rtx.Parameters["apt"];
        for (var i = 0; i < codecs.Length; i++)
        {
            if (apt == codecs[i].PayloadType)
            {
                var media = codecs[i].IsRtx ? null : matches[i].Capability.PreferredPayloadType;
                return (media is { } payloadType ? table.FindRtx(payloadType) : null) ?? throw new UnsupportedException(
                    $"The router has no RTX codec for the codec with payload type {codecs[i].PayloadType}.");
            }
        }

        throw new ArgumentException($"No media codec belongs to the RTX codec with payload type {rtx.PayloadType}.", argument);
    }

    private static RtpCodecParameters Normalize(RtpCodecParameters codec) =>
        codec with { Channels = codec.KindByMimeType == MediaKind.Audio ? codec.Channels ?? 1 : null };

    private static RtpCodecParameters AnswerLevel(RtpCodecParameters codec, CodecIdentity identity, CodecIdentity router)
    {
        const string Name = "profile-level-id";
        if (!identity.IsH264)
        {
            return codec;
        }

        var answer = identity.AnswerProfileLevelId(router);
        return codec with { Parameters = answer is null ? codec.Parameters.Without(Name) : codec.Parameters.With(Name, answer) };
    }

    // Media codecs first, then RTX.
    private static ImmutableArray<RtpCodecMapping> MapCodecs(ImmutableArray<RtpCodecParameters> codecs, CapabilityCodec[] matches)
    {
        var mapping = ImmutableArray.CreateBuilder<RtpCodecMapping>(codecs.Length);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < codecs.Length; i++)
            {
                if (codecs[i].IsRtx == (pass == 1))
                {
                    mapping.Add(new RtpCodecMapping(codecs[i].PayloadType, matches[i].Capability.PreferredPayloadType!.Value));
                }
            }
        }

        return mapping.MoveToImmutable();
    }

    private static ImmutableArray<RtpEncodingMapping> MapEncodings(ImmutableArray<RtpEncodingParameters> encodings)
    {
        var ssrc = RandomSsrc.Next();
        var mapping = ImmutableArray.CreateBuilder<RtpEncodingMapping>(encodings.Length);
        foreach (var encoding in encodings)
        {
            mapping.Add(new RtpEncodingMapping(encoding.Ssrc, encoding.Rid, ssrc++));
        }

        return mapping.MoveToImmutable();
    }
}
