using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.FlatBuffers;
using Fbs = FBS.RtpParameters;

namespace Signal.Mediasoup.Wire;

/// <summary>RTP parameters in the channel's format. Written parameters have already been validated.</summary>
internal static class RtpParametersFbs
{
    public static Fbs.MediaKind ToFbs(this MediaKind kind) => kind == MediaKind.Audio ? Fbs.MediaKind.AUDIO : Fbs.MediaKind.VIDEO;

    public static MediaKind FromFbs(this Fbs.MediaKind kind) => kind == Fbs.MediaKind.AUDIO ? MediaKind.Audio : MediaKind.Video;

    public static Offset<Fbs.RtpParameters> Write(FlatBufferBuilder builder, RtpParameters parameters)
    {
        var codecs = WriteCodecs(builder, parameters.Codecs);
        var extensions = WriteHeaderExtensions(builder, parameters.HeaderExtensions);
        var encodings = RtpEncodingParametersFbs.Write(builder, parameters.Encodings);
        var rtcp = Fbs.RtcpParameters.CreateRtcpParameters(builder, Text(builder, parameters.Rtcp.Cname), parameters.Rtcp.ReducedSize);
        var mid = Text(builder, parameters.Mid);
        var msid = Text(builder, parameters.Msid);
        return Fbs.RtpParameters.CreateRtpParameters(builder, mid, codecs, extensions, encodings, rtcp, msid);
    }

    public static RtpParameters Read(Fbs.RtpParameters parameters) => new()
    {
        Mid = NullIfEmpty(parameters.Mid),
        Codecs = ReadCodecs(parameters),
        HeaderExtensions = ReadHeaderExtensions(parameters),
        Encodings = ReadEncodings(parameters),
        Rtcp = parameters.Rtcp is { } rtcp
            ? new RtcpParameters { Cname = NullIfEmpty(rtcp.Cname), ReducedSize = rtcp.ReducedSize }
            : new RtcpParameters(),
        Msid = NullIfEmpty(parameters.Msid),
    };

    internal static StringOffset Text(FlatBufferBuilder builder, string? text) =>
        string.IsNullOrEmpty(text) ? default : builder.CreateString(text);

    internal static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static VectorOffset WriteCodecs(FlatBufferBuilder builder, ImmutableArray<RtpCodecParameters> codecs)
    {
        var offsets = codecs.Length <= FbsVector.StackLimit ? stackalloc int[codecs.Length] : new int[codecs.Length];
        for (var i = 0; i < codecs.Length; i++)
        {
            var codec = codecs[i];
            var mimeType = builder.CreateString(codec.MimeType);
            var parameters = FormatParametersFbs.Write(builder, codec.Parameters);
            var feedback = WriteFeedback(builder, codec.RtcpFeedback);
            offsets[i] = Fbs.RtpCodecParameters.CreateRtpCodecParameters(
                builder,
                mimeType,
                (byte)codec.PayloadType,
                (uint)codec.ClockRate,
                (byte?)codec.Channels,
                parameters,
                feedback).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    private static VectorOffset WriteFeedback(FlatBufferBuilder builder, ImmutableArray<RtcpFeedback> feedback)
    {
        if (feedback.IsEmpty)
        {
            return default;
        }

        var offsets = feedback.Length <= FbsVector.StackLimit ? stackalloc int[feedback.Length] : new int[feedback.Length];
        for (var i = 0; i < feedback.Length; i++)
        {
            var type = builder.CreateString(feedback[i].Type);
            var parameter = Text(builder, feedback[i].Parameter);
            offsets[i] = Fbs.RtcpFeedback.CreateRtcpFeedback(builder, type, parameter).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    private static VectorOffset WriteHeaderExtensions(FlatBufferBuilder builder, ImmutableArray<RtpHeaderExtensionParameters> extensions)
    {
        var offsets = extensions.Length <= FbsVector.StackLimit ? stackalloc int[extensions.Length] : new int[extensions.Length];
        for (var i = 0; i < extensions.Length; i++)
        {
            var extension = extensions[i];
            var parameters = FormatParametersFbs.Write(builder, extension.Parameters);
            offsets[i] = Fbs.RtpHeaderExtensionParameters.CreateRtpHeaderExtensionParameters(
                builder,
                (Fbs.RtpHeaderExtensionUri)extension.Uri.Code,
                (byte)extension.Id,
                extension.Encrypt,
                parameters).Value;
        }

        return FbsVector.Write(builder, offsets);
    }

    private static ImmutableArray<RtpCodecParameters> ReadCodecs(Fbs.RtpParameters parameters)
    {
        var codecs = ImmutableArray.CreateBuilder<RtpCodecParameters>(parameters.CodecsLength);
        for (var i = 0; i < parameters.CodecsLength; i++)
        {
            var codec = parameters.Codecs(i)!.Value;
            codecs.Add(new RtpCodecParameters
            {
                MimeType = codec.MimeType,
                PayloadType = codec.PayloadType,
                ClockRate = (int)codec.ClockRate,
                Channels = codec.Channels,
                Parameters = ReadFormat(codec.ParametersLength, index => codec.Parameters(index)!.Value),
                RtcpFeedback = ReadFeedback(codec),
            });
        }

        return codecs.MoveToImmutable();
    }

    private static ImmutableArray<RtcpFeedback> ReadFeedback(Fbs.RtpCodecParameters codec)
    {
        var feedback = ImmutableArray.CreateBuilder<RtcpFeedback>(codec.RtcpFeedbackLength);
        for (var i = 0; i < codec.RtcpFeedbackLength; i++)
        {
            var item = codec.RtcpFeedback(i)!.Value;
            feedback.Add(new RtcpFeedback(item.Type, item.Parameter ?? string.Empty));
        }

        return feedback.MoveToImmutable();
    }

    private static ImmutableArray<RtpHeaderExtensionParameters> ReadHeaderExtensions(Fbs.RtpParameters parameters)
    {
        var extensions = ImmutableArray.CreateBuilder<RtpHeaderExtensionParameters>(parameters.HeaderExtensionsLength);
        for (var i = 0; i < parameters.HeaderExtensionsLength; i++)
        {
            var extension = parameters.HeaderExtensions(i)!.Value;
            extensions.Add(new RtpHeaderExtensionParameters
            {
                Uri = RtpHeaderExtensionUri.FromCode((int)extension.Uri),
                Id = extension.Id,
                Encrypt = extension.Encrypt,
                Parameters = ReadFormat(extension.ParametersLength, index => extension.Parameters(index)!.Value),
            });
        }

        return extensions.MoveToImmutable();
    }

    private static ImmutableArray<RtpEncodingParameters> ReadEncodings(Fbs.RtpParameters parameters)
    {
        var encodings = ImmutableArray.CreateBuilder<RtpEncodingParameters>(parameters.EncodingsLength);
        for (var i = 0; i < parameters.EncodingsLength; i++)
        {
            encodings.Add(RtpEncodingParametersFbs.Read(parameters.Encodings(i)!.Value));
        }

        return encodings.MoveToImmutable();
    }

    private static FormatParameters ReadFormat(int count, Func<int, Fbs.Parameter> parameterAt)
    {
        if (count == 0)
        {
            return FormatParameters.Empty;
        }

        var items = new List<(string Name, FormatParameterValue Value)>(count);
        for (var i = 0; i < count; i++)
        {
            items.Add(FormatParametersFbs.Read(parameterAt(i)));
        }

        return FormatParameters.Create(CollectionsMarshal.AsSpan(items));
    }
}
