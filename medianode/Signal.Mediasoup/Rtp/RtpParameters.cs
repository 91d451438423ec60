using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>
/// The RTP parameters of a producer (sent by an endpoint to the router) or of a consumer (sent by the router to an endpoint).
/// </summary>
/// <remarks>
/// A producer may have several encodings (simulcast); each then requires an SSRC or a RID. A consumer has one encoding, regardless of its
/// producer, except over a pipe transport, where every stream is forwarded unchanged.
/// </remarks>
public sealed record RtpParameters
{
    /// <summary>The MID (RFC 9143) by which the transport associates packets.</summary>
    public string? Mid { get; init; }

    /// <summary>Media and RTX codecs in use.</summary>
    public required ImmutableArray<RtpCodecParameters> Codecs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTP header extensions in use.</summary>
    public ImmutableArray<RtpHeaderExtensionParameters> HeaderExtensions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The encodings: one per RTP stream.</summary>
    public ImmutableArray<RtpEncodingParameters> Encodings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTCP settings.</summary>
    [AllowNull]
    public RtcpParameters Rtcp { get; init => field = value ?? new RtcpParameters(); } = new();

    /// <summary>The MSID (RFC 8830): the ids of the MediaStream and its track.</summary>
    public string? Msid { get; init; }

    /// <inheritdoc/>
    public bool Equals(RtpParameters? other) =>
        other is not null
        && Mid == other.Mid
        && Msid == other.Msid
        && Rtcp == other.Rtcp
        && Codecs.AsSpan().SequenceEqual(other.Codecs.AsSpan())
        && HeaderExtensions.AsSpan().SequenceEqual(other.HeaderExtensions.AsSpan())
        && Encodings.AsSpan().SequenceEqual(other.Encodings.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mid, Msid, Rtcp, Codecs.Length, Encodings.FirstOrDefault());
}
