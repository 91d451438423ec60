using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>Each rule for values that the types do not constrain: the message of the error, and the values at the boundary.</summary>
public sealed class ValidationTests
{
    private static readonly RtpCodecCapability Codec = new() { MimeType = "video/VP8", ClockRate = 90000 };
    private static readonly RtpHeaderExtension Extension = new() { Kind = MediaKind.Video, Uri = RtpHeaderExtensionUri.Mid, PreferredId = 1 };
    private static readonly RtpCodecParameters SentCodec = new() { MimeType = "video/VP8", PayloadType = 96, ClockRate = 90000 };
    private static readonly RtpHeaderExtensionParameters SentExtension = new() { Uri = RtpHeaderExtensionUri.Mid, Id = 1 };
    private static readonly RtpEncodingParameters Encoding = new() { Ssrc = 1 };
    private static readonly RtpParameters Sent = new() { Codecs = [] };

    public static TheoryData<string, RtpCodecCapability?> CodecFaults => new()
    {
        { "is null", null },
        { "has no mimeType", Codec with { MimeType = null! } },
        { "has no mimeType", Codec with { MimeType = "" } },
        { "has an invalid mimeType", Codec with { MimeType = "video/" } },
        { "has an invalid mimeType", Codec with { MimeType = "image/VP8" } },
        { "has no clockRate above 0", Codec with { ClockRate = 0 } },
        { "has a number of channels outside 1-255", Codec with { Channels = 0 } },
        { "has a number of channels outside 1-255", Codec with { Channels = 256 } },
        { "has an apt parameter that is not a number", Codec with { Parameters = [("apt", "100")] } },
        { "has an RTCP feedback without a type", Codec with { RtcpFeedback = [null!] } },
        { "has an RTCP feedback without a type", Codec with { RtcpFeedback = [new("nack"), new("")] } },
        { "has a preferredPayloadType outside 0-127", Codec with { PreferredPayloadType = -1 } },
        { "has a preferredPayloadType outside 0-127", Codec with { PreferredPayloadType = 128 } },
    };

    public static TheoryData<string, RtpHeaderExtension?> ExtensionFaults => new()
    {
        { "is null", null },
        { "has an unknown kind", Extension with { Kind = (MediaKind)9 } },
        { "has no uri", Extension with { Uri = default } },
        { "has a preferredId outside 1-255", Extension with { PreferredId = 0 } },
        { "has a preferredId outside 1-255", Extension with { PreferredId = 256 } },
        { "has an unknown direction", Extension with { Direction = (RtpHeaderExtensionDirection)9 } },
    };

    public static TheoryData<string, RtpParameters> ParameterFaults => new()
    {
        { "codecs[1] is null", Sent with { Codecs = [SentCodec, null!] } },
        { "codecs[0] has no clockRate above 0", Sent with { Codecs = [SentCodec with { ClockRate = 0 }] } },
        { "codecs[0] has a payloadType outside 0-127", Sent with { Codecs = [SentCodec with { PayloadType = -1 }] } },
        { "codecs[0] has a payloadType outside 0-127", Sent with { Codecs = [SentCodec with { PayloadType = 128 }] } },
        { "headerExtensions[1] is null", Sent with { HeaderExtensions = [SentExtension, null!] } },
        { "headerExtensions[0] has an unknown uri", Sent with { HeaderExtensions = [SentExtension with { Uri = new("urn:other") }] } },
        { "headerExtensions[0] has an id outside 1-255", Sent with { HeaderExtensions = [SentExtension with { Id = 0 }] } },
        { "headerExtensions[0] has an id outside 1-255", Sent with { HeaderExtensions = [SentExtension with { Id = 256 }] } },
        { "encodings[1] is null", Sent with { Encodings = [Encoding, null!] } },
        { "encodings[0] has a codecPayloadType outside 0-127", Sent with { Encodings = [Encoding with { CodecPayloadType = -1 }] } },
        { "encodings[0] has a codecPayloadType outside 0-127", Sent with { Encodings = [Encoding with { CodecPayloadType = 128 }] } },
        { "encodings[0] has a negative maxBitrate", Sent with { Encodings = [Encoding with { MaxBitrate = -1 }] } },
    };

    [Theory]
    [MemberData(nameof(CodecFaults))]
    public void A_wrong_codec_is_refused(string fault, RtpCodecCapability? codec)
    {
        Refused($"codecs[1] {fault}.", () => RtpValidation.Validate(new RtpCapabilities { Codecs = [Codec, codec!] }, "argument"));
        Refused($"[1] {fault}.", () => RtpValidation.Validate([Codec, codec!], "argument"));
    }

    [Theory]
    [MemberData(nameof(ExtensionFaults))]
    public void A_wrong_header_extension_is_refused(string fault, RtpHeaderExtension? extension) => Refused(
        $"headerExtensions[1] {fault}.",
        () => RtpValidation.Validate(new RtpCapabilities { HeaderExtensions = [Extension, extension!] }, "argument"));

    [Theory]
    [MemberData(nameof(ParameterFaults))]
    public void Wrong_parameters_are_refused(string fault, RtpParameters parameters) =>
        Refused($"{fault}.", () => RtpValidation.Validate(parameters, "argument"));

    [Fact]
    public void Values_at_the_boundary_are_accepted()
    {
        RtpValidation.Validate(
            [
                Codec with { PreferredPayloadType = 0, Channels = 1, ClockRate = 1, MimeType = "audio/x" },
                Codec with { PreferredPayloadType = 127, Channels = 255, MimeType = "VIDEO/x" },
            ],
            "argument");
        RtpValidation.Validate(
            new RtpCapabilities { HeaderExtensions = [Extension with { PreferredId = 255, Uri = new("urn:other") }] },
            "argument");
        RtpValidation.Validate(
            new RtpParameters
            {
                Codecs = [SentCodec with { PayloadType = 0 }, SentCodec with { PayloadType = 127 }],
                HeaderExtensions = [SentExtension with { Id = 255 }],
                Encodings = [Encoding with { CodecPayloadType = 0, MaxBitrate = 0 }, Encoding with { CodecPayloadType = 127 }],
            },
            "argument");
    }

    [Theory]
    [InlineData(1, 1, null, "maxPacketLifeTime and maxRetransmits are mutually exclusive.")]
    [InlineData(1, null, true, "An ordered stream cannot have maxPacketLifeTime or maxRetransmits.")]
    [InlineData(null, 1, true, "An ordered stream cannot have maxPacketLifeTime or maxRetransmits.")]
    public void Contradictory_sctp_parameters_are_refused(int? lifeTime, int? retransmits, bool? ordered, string message)
    {
        var parameters = new SctpStreamParameters { StreamId = 1, MaxPacketLifeTime = (ushort?)lifeTime, MaxRetransmits = (ushort?)retransmits, Ordered = ordered };

        Refused(message, () => SctpValidation.Normalize(parameters, "argument"));
    }

    [Fact]
    public void Nothing_is_not_valid_either()
    {
        Assert.Throws<ArgumentNullException>("argument", () => RtpValidation.Validate((RtpParameters)null!, "argument"));
        Assert.Throws<ArgumentNullException>("argument", () => SctpValidation.Normalize(null!, "argument"));
    }

    private static void Refused(string message, Action validate) =>
        Assert.Equal($"{message} (Parameter 'argument')", Assert.Throws<ArgumentException>("argument", validate).Message);
}
