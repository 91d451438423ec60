using System.Collections.Immutable;
using Google.FlatBuffers;
using Fbs = FBS.RtpParameters;

namespace Signal.Mediasoup.Wire;

/// <summary>Writes and reads encodings in the channel's format.</summary>
internal static class RtpEncodingParametersFbs
{
    public static VectorOffset Write(FlatBufferBuilder builder, ImmutableArray<RtpEncodingParameters> encodings)
    {
        var offsets = encodings.Length <= FbsVector.StackLimit ? stackalloc int[encodings.Length] : new int[encodings.Length];
        for (var i = 0; i < encodings.Length; i++)
        {
            offsets[i] = Write(builder, encodings[i]).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    public static RtpEncodingParameters Read(Fbs.RtpEncodingParameters encoding) => new()
    {
        Ssrc = encoding.Ssrc,
        Rid = RtpParametersFbs.NullIfEmpty(encoding.Rid),
        CodecPayloadType = encoding.CodecPayloadType,
        Rtx = encoding.Rtx is { } rtx ? new RtxParameters(rtx.Ssrc) : null,
        Dtx = encoding.Dtx,
        ScalabilityMode = RtpParametersFbs.NullIfEmpty(encoding.ScalabilityMode),
        MaxBitrate = (long?)encoding.MaxBitrate,
    };

    private static Offset<Fbs.RtpEncodingParameters> Write(FlatBufferBuilder builder, RtpEncodingParameters encoding)
    {
        var rid = RtpParametersFbs.Text(builder, encoding.Rid);
        var rtx = encoding.Rtx is { } given ? Fbs.Rtx.CreateRtx(builder, given.Ssrc) : default;
        var scalabilityMode = RtpParametersFbs.Text(builder, encoding.ScalabilityMode);
        return Fbs.RtpEncodingParameters.CreateRtpEncodingParameters(
            builder,
            encoding.Ssrc is > 0 ? encoding.Ssrc : null,
            rid,
            encoding.CodecPayloadType is > 0 ? (byte)encoding.CodecPayloadType : null,
            rtx,
            encoding.Dtx,
            scalabilityMode,
            (ulong?)encoding.MaxBitrate);
    }
}
