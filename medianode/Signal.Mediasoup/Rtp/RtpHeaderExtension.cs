namespace Signal.Mediasoup;

/// <summary>An RTP header extension that a router or an endpoint can handle.</summary>
public sealed record RtpHeaderExtension
{
    /// <summary>The kind of media that the entry is about.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The extension.</summary>
    public required RtpHeaderExtensionUri Uri { get; init; }

    /// <summary>The number that its owner prefers for it in RTP packets.</summary>
    public required int PreferredId { get; init; }

    /// <summary>Whether its owner prefers the value encrypted (RFC 6904). mediasoup does not encrypt header extensions.</summary>
    public bool PreferredEncrypt { get; init; }

    /// <summary>Whether the router sends it, receives it or both. Ignored in an endpoint's capabilities.</summary>
    public RtpHeaderExtensionDirection Direction { get; init; }
}
