using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The mapping of a producer's payload types and encodings to those of the router.</summary>
public sealed record RtpMappingDump
{
    /// <summary>The codec mappings.</summary>
    public required ImmutableArray<CodecMappingDump> Codecs { get; init; }

    /// <summary>The encoding mappings.</summary>
    public required ImmutableArray<EncodingMappingDump> Encodings { get; init; }
}
