using Google.FlatBuffers;
using Fbs = FBS.RtpParameters;

namespace Signal.Mediasoup.Wire;

/// <summary>The mapping of a producer in the channel's format.</summary>
internal static class RtpMappingFbs
{
    public static Offset<Fbs.RtpMapping> Write(FlatBufferBuilder builder, RtpMapping mapping) =>
        Fbs.RtpMapping.CreateRtpMapping(builder, WriteCodecs(builder, mapping), WriteEncodings(builder, mapping));

    private static VectorOffset WriteCodecs(FlatBufferBuilder builder, RtpMapping mapping)
    {
        var codecs = mapping.Codecs;
        var offsets = codecs.Length <= FbsVector.StackLimit ? stackalloc int[codecs.Length] : new int[codecs.Length];
        for (var i = 0; i < codecs.Length; i++)
        {
            offsets[i] = Fbs.CodecMapping.CreateCodecMapping(builder, (byte)codecs[i].PayloadType, (byte)codecs[i].MappedPayloadType).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    private static VectorOffset WriteEncodings(FlatBufferBuilder builder, RtpMapping mapping)
    {
        var encodings = mapping.Encodings;
        var offsets = encodings.Length <= FbsVector.StackLimit ? stackalloc int[encodings.Length] : new int[encodings.Length];
        for (var i = 0; i < encodings.Length; i++)
        {
            var rid = RtpParametersFbs.Text(builder, encodings[i].Rid);
            offsets[i] = Fbs.EncodingMapping.CreateEncodingMapping(builder, rid, encodings[i].Ssrc, encodings[i].MappedSsrc).Value;
        }

        return FbsVector.Write(builder, offsets);
    }
}
