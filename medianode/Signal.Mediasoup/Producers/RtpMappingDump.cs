using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>How a producer's payload types and streams are mapped to the router's.</summary>
public sealed record RtpMappingDump
{
    /// <summary>The codecs.</summary>
    public required ImmutableArray<CodecMappingDump> Codecs { get; init; }

    /// <summary>The streams.</summary>
    public required ImmutableArray<EncodingMappingDump> Encodings { get; init; }
}
