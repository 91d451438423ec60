using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>An RTP header extension that a stream uses.</summary>
public sealed record RtpHeaderExtensionParameters
{
    /// <summary>The URI of the extension.</summary>
    public required RtpHeaderExtensionUri Uri { get; init; }

    /// <summary>The id in RTP packets, unique among the extensions of a stream.</summary>
    public required int Id { get; init; }

    /// <summary>Whether the value is encrypted (RFC 6904). mediasoup does not encrypt header extensions.</summary>
    public bool Encrypt { get; init; }

    /// <summary>The parameters of the extension; mediasoup uses none.</summary>
    [AllowNull]
    public FormatParameters Parameters { get; init => field = value ?? FormatParameters.Empty; } = FormatParameters.Empty;
}
