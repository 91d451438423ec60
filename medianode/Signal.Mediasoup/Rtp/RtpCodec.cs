using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The members that codec capabilities and codec parameters share.</summary>
public abstract record RtpCodec
{
    private protected RtpCodec()
    {
    }

    /// <summary>The MIME type, such as <c>audio/opus</c> or <c>video/VP8</c>; case-insensitive.</summary>
    [JsonPropertyOrder(-5)]
    public required string MimeType { get; init; }

    /// <summary>The clock rate in hertz.</summary>
    [JsonPropertyOrder(-3)]
    public required int ClockRate { get; init; }

    /// <summary>The number of audio channels; null: 1. Not used for video.</summary>
    [JsonPropertyOrder(-2)]
    public int? Channels { get; init; }

    /// <summary>
    /// The codec-specific parameters. Some determine whether two codecs match: <c>packetization-mode</c> and <c>profile-level-id</c> of
    /// H264, <c>profile-id</c> of VP9, <c>num_streams</c> and <c>coupled_streams</c> of multiopus.
    /// </summary>
    [AllowNull]
    [JsonPropertyOrder(1)]
    public FormatParameters Parameters { get; init => field = value ?? FormatParameters.Empty; } = FormatParameters.Empty;

    /// <summary>The RTCP feedback that the codec supports.</summary>
    [JsonPropertyOrder(2)]
    public ImmutableArray<RtcpFeedback> RtcpFeedback { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The media kind, from <see cref="MimeType"/>.</summary>
    internal MediaKind KindByMimeType =>
        MimeType is not null && MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ? MediaKind.Audio : MediaKind.Video;

    /// <summary>Whether this is a retransmission codec (RFC 4588).</summary>
    internal bool IsRtx => MimeType.Length > 4 && MimeType.EndsWith("/rtx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public virtual bool Equals(RtpCodec? other) =>
        other is not null
        && EqualityContract == other.EqualityContract
        && string.Equals(MimeType, other.MimeType, StringComparison.Ordinal)
        && ClockRate == other.ClockRate
        && Channels == other.Channels
        && Parameters.Equals(other.Parameters)
        && RtcpFeedback.AsSpan().SequenceEqual(other.RtcpFeedback.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MimeType, ClockRate, Channels, Parameters, RtcpFeedback.Length);
}
