using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The mapping with which the worker rewrites a producer's packets to the router's payload types and SSRCs.</summary>
internal sealed record RtpMapping(ImmutableArray<RtpCodecMapping> Codecs, ImmutableArray<RtpEncodingMapping> Encodings);

/// <summary>The mapping of a payload type of the producer to that of the router.</summary>
internal readonly record struct RtpCodecMapping(int PayloadType, int MappedPayloadType);

/// <summary>The mapping of an encoding of the producer, by SSRC or RID, to the router's SSRC.</summary>
internal readonly record struct RtpEncodingMapping(uint? Ssrc, string? Rid, uint MappedSsrc);
