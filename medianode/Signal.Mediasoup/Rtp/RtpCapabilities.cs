using System.Collections.Immutable;

namespace Signal.Mediasoup;

/// <summary>The codecs and header extensions that a router or an endpoint can receive.</summary>
public sealed record RtpCapabilities
{
    /// <summary>Media and RTX codecs, the preferred ones first.</summary>
    public ImmutableArray<RtpCodecCapability> Codecs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>RTP header extensions.</summary>
    public ImmutableArray<RtpHeaderExtension> HeaderExtensions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <inheritdoc/>
    public bool Equals(RtpCapabilities? other) =>
        other is not null
        && Codecs.AsSpan().SequenceEqual(other.Codecs.AsSpan())
        && HeaderExtensions.AsSpan().SequenceEqual(other.HeaderExtensions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Codecs.Length, HeaderExtensions.Length, Codecs.FirstOrDefault());
}
