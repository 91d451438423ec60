using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>An RTP header extension in use in a stream.</summary>
public sealed record RtpHeaderExtensionParameters
{
    /// <summary>The extension.</summary>
    public required RtpHeaderExtensionUri Uri { get; init; }

    /// <summary>Its number in RTP packets, unique among the extensions of a stream.</summary>
    public required int Id { get; init; }

    /// <summary>Whether the value is encrypted (RFC 6904). mediasoup does not encrypt header extensions.</summary>
    public bool Encrypt { get; init; }

    /// <summary>Parameters of the extension; mediasoup uses none.</summary>
    [AllowNull]
    public FormatParameters Parameters { get; init => field = value ?? FormatParameters.Empty; } = FormatParameters.Empty;
}
