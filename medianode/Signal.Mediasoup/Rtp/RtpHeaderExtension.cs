namespace Signal.Mediasoup;

/// <summary>An RTP header extension that a router or an endpoint supports.</summary>
public sealed record RtpHeaderExtension
{
    /// <summary>The media kind to which the entry applies.</summary>
    public required MediaKind Kind { get; init; }

    /// <summary>The URI of the extension.</summary>
    public required RtpHeaderExtensionUri Uri { get; init; }

    /// <summary>The preferred id in RTP packets.</summary>
    public required int PreferredId { get; init; }

    /// <summary>Whether encryption of the value is preferred (RFC 6904). mediasoup does not encrypt header extensions.</summary>
    public bool PreferredEncrypt { get; init; }

    /// <summary>The direction supported by the router. Ignored in an endpoint's capabilities.</summary>
    public RtpHeaderExtensionDirection Direction { get; init; }
}
