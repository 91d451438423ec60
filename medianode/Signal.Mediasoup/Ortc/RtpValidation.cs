using System.Collections.Immutable;

namespace Signal.Mediasoup.Ortc;

/// <summary>
/// Validates the values that the types do not constrain, before anything is sent to the worker. Errors name the invalid member.
/// </summary>
internal static class RtpValidation
{
    private const int MaxPayloadType = 127;
    private const int MaxExtensionId = 255;

    public static void Validate(RtpCapabilities capabilities, string argument)
    {
        for (var i = 0; i < capabilities.Codecs.Length; i++)
        {
            Validate(capabilities.Codecs[i], new Location(argument, "codecs", i));
        }

        for (var i = 0; i < capabilities.HeaderExtensions.Length; i++)
        {
            var at = new Location(argument, "headerExtensions", i);
            var extension = capabilities.HeaderExtensions[i];
            Check(extension is not null, at, "is null");
            Check(Enum.IsDefined(extension!.Kind), at, "has an unknown kind");
            Check(extension.Uri.Value.Length > 0, at, "has no uri");
            Check(extension.PreferredId is > 0 and <= MaxExtensionId, at, "has a preferredId outside 1-255");
            Check(Enum.IsDefined(extension.Direction), at, "has an unknown direction");
        }
    }

    public static void Validate(ImmutableArray<RtpCodecCapability> mediaCodecs, string argument)
    {
        for (var i = 0; i < mediaCodecs.Length; i++)
        {
            Validate(mediaCodecs[i], new Location(argument, null, i));
        }
    }

    public static void Validate(RtpParameters parameters, string argument)
    {
        ArgumentNullException.ThrowIfNull(parameters, argument);
        for (var i = 0; i < parameters.Codecs.Length; i++)
        {
            var at = new Location(argument, "codecs", i);
            var codec = parameters.Codecs[i];
            ValidateCodec(codec, at);
            Check(codec.PayloadType is >= 0 and <= MaxPayloadType, at, "has a payloadType outside 0-127");
        }

        for (var i = 0; i < parameters.HeaderExtensions.Length; i++)
        {
            var at = new Location(argument, "headerExtensions", i);
            var extension = parameters.HeaderExtensions[i];
            Check(extension is not null, at, "is null");
            Check(extension!.Uri.IsKnown, at, "has an unknown uri");
            Check(extension.Id is > 0 and <= MaxExtensionId, at, "has an id outside 1-255");
        }

        for (var i = 0; i < parameters.Encodings.Length; i++)
        {
            var at = new Location(argument, "encodings", i);
            var encoding = parameters.Encodings[i];
            Check(encoding is not null, at, "is null");
            Check(encoding!.CodecPayloadType is null or (>= 0 and <= MaxPayloadType), at, "has a codecPayloadType outside 0-127");
            Check(encoding.MaxBitrate is null or >= 0, at, "has a negative maxBitrate");
        }
    }

    private static void Validate(RtpCodecCapability codec, Location at)
    {
        ValidateCodec(codec, at);
        Check(codec.PreferredPayloadType is null or (>= 0 and <= MaxPayloadType), at, "has a preferredPayloadType outside 0-127");
    }

    private static void ValidateCodec(RtpCodec codec, Location at)
    {
        Check(codec is not null, at, "is null");
        Check(!string.IsNullOrEmpty(codec!.MimeType), at, "has no mimeType");
        Check(IsMimeType(codec.MimeType), at, "has an invalid mimeType");
        Check(codec.ClockRate > 0, at, "has no clockRate above 0");
        Check(codec.Channels is null or (> 0 and <= byte.MaxValue), at, "has a number of channels outside 1-255");
        Check(codec.Parameters["apt"] is null or { IsNumber: true }, at, "has an apt parameter that is not a number");
        foreach (var feedback in codec.RtcpFeedback)
        {
            Check(!string.IsNullOrEmpty(feedback?.Type), at, "has an RTCP feedback without a type");
        }
    }

    private static bool IsMimeType(string mimeType) =>
        mimeType.Length > 6
        && (mimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            || mimeType.StartsWith("video/", StringComparison.OrdinalIgnoreCase));

    private static void Check(bool valid, Location at, string fault)
    {
        if (!valid)
        {
            var member = at.Member is null ? $"[{at.Index}]" : $"{at.Member}[{at.Index}]";
            throw new ArgumentException($"{member} {fault}.", at.Argument);
        }
    }

    private readonly record struct Location(string Argument, string? Member, int Index);
}
