using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>
/// What is sent over RTP: by an endpoint to the router (a producer's parameters) or by the router to an endpoint (a consumer's).
/// </summary>
/// <remarks>
/// A producer may have several encodings (simulcast); each then needs an SSRC or a RID. A consumer has one, whatever its producer
/// has, except over a pipe transport, where every stream is forwarded as it is.
/// </remarks>
public sealed record RtpParameters
{
    /// <summary>The MID (RFC 9143) that the transport matches packets by.</summary>
    public string? Mid { get; init; }

    /// <summary>Media and RTX codecs in use.</summary>
    public required ImmutableArray<RtpCodecParameters> Codecs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTP header extensions in use.</summary>
    public ImmutableArray<RtpHeaderExtensionParameters> HeaderExtensions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The RTP streams.</summary>
    public ImmutableArray<RtpEncodingParameters> Encodings { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTCP settings.</summary>
    [AllowNull]
    public RtcpParameters Rtcp { get; init => field = value ?? new RtcpParameters(); } = new();

    /// <summary>The MSID (RFC 8830): the id of the MediaStream, and that of its track.</summary>
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
