using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>
/// The URI of an RTP header extension (RFC 8285). The static members are the extensions that mediasoup knows; an endpoint may list others
/// in its capabilities, which negotiation ignores.
/// </summary>
[JsonConverter(typeof(RtpHeaderExtensionUriConverter))]
public readonly struct RtpHeaderExtensionUri : IEquatable<RtpHeaderExtensionUri>
{
    // In the order of the worker's enumeration: the index is the value on the channel.
    private static readonly string[] Known =
    [
        "urn:ietf:params:rtp-hdrext:sdes:mid",
        "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
        "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
        "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
        "urn:3gpp:video-orientation",
        "urn:ietf:params:rtp-hdrext:toffset",
        "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
        "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
        "urn:mediasoup:params:rtp-hdrext:packet-id",
    ];

    private readonly string? _value;
    private readonly int _code;

    /// <summary>Creates an instance from a URI.</summary>
    /// <param name="value">The URI; compared ordinally.</param>
    public RtpHeaderExtensionUri(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var index = Array.IndexOf(Known, value);
        _code = index + 1;
        _value = index < 0 ? value : Known[index];
    }

    private RtpHeaderExtensionUri(int index)
    {
        _code = index + 1;
        _value = Known[index];
    }

    /// <summary>SDES MID (RFC 9143).</summary>
    public static RtpHeaderExtensionUri Mid => new(0);

    /// <summary>SDES RtpStreamId (RFC 8852).</summary>
    public static RtpHeaderExtensionUri RtpStreamId => new(1);

    /// <summary>SDES RepairedRtpStreamId (RFC 8852).</summary>
    public static RtpHeaderExtensionUri RepairedRtpStreamId => new(2);

    /// <summary>Absolute send time, which REMB relies on.</summary>
    public static RtpHeaderExtensionUri AbsSendTime => new(3);

    /// <summary>Transport-wide congestion control sequence number.</summary>
    public static RtpHeaderExtensionUri TransportWideCc => new(4);

    /// <summary>Client-to-mixer audio level (RFC 6464).</summary>
    public static RtpHeaderExtensionUri SsrcAudioLevel => new(5);

    /// <summary>AV1 dependency descriptor.</summary>
    public static RtpHeaderExtensionUri DependencyDescriptor => new(6);

    /// <summary>Video orientation (3GPP TS 26.114).</summary>
    public static RtpHeaderExtensionUri VideoOrientation => new(7);

    /// <summary>Transmission time offset (RFC 5450).</summary>
    public static RtpHeaderExtensionUri TimeOffset => new(8);

    /// <summary>Absolute capture time.</summary>
    public static RtpHeaderExtensionUri AbsCaptureTime => new(9);

    /// <summary>Playout delay limits.</summary>
    public static RtpHeaderExtensionUri PlayoutDelay => new(10);

    /// <summary>mediasoup's own packet id.</summary>
    public static RtpHeaderExtensionUri MediasoupPacketId => new(11);

    /// <summary>The URI itself.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Whether mediasoup knows this extension.</summary>
    public bool IsKnown => _code > 0;

    /// <summary>The number of extensions that mediasoup knows.</summary>
    internal static int KnownCount => Known.Length;

    /// <summary>The worker's number of the extension, or -1 for an unknown one.</summary>
    internal int Code => _code - 1;

    /// <summary>Compares two URIs.</summary>
    /// <param name="left">The first URI.</param>
    /// <param name="right">The second value.</param>
    public static bool operator ==(RtpHeaderExtensionUri left, RtpHeaderExtensionUri right) => left.Equals(right);

    /// <summary>Compares two URIs.</summary>
    /// <param name="left">The first URI.</param>
    /// <param name="right">The second value.</param>
    public static bool operator !=(RtpHeaderExtensionUri left, RtpHeaderExtensionUri right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RtpHeaderExtensionUri other) =>
        _code == other._code && (_code > 0 || string.Equals(Value, other.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RtpHeaderExtensionUri other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _code > 0 ? _code : Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The URI itself.</summary>
    public override string ToString() => Value;

    /// <summary>Returns the extension with the worker's number <paramref name="code"/>.</summary>
    internal static RtpHeaderExtensionUri FromCode(int code) => new(code);
}
