using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>How the worker rewrites what a producer sends into the router's own payload types and SSRCs.</summary>
internal sealed record RtpMapping(ImmutableArray<RtpCodecMapping> Codecs, ImmutableArray<RtpEncodingMapping> Encodings);

/// <summary>A payload type of the producer and the router's.</summary>
internal readonly record struct RtpCodecMapping(int PayloadType, int MappedPayloadType);

/// <summary>A stream of the producer, by SSRC or RID, and the router's SSRC for it.</summary>
internal readonly record struct RtpEncodingMapping(uint? Ssrc, string? Rid, uint MappedSsrc);
