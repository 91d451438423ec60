using System.Diagnostics.CodeAnalysis;

namespace Signal.Mediasoup;

/// <summary>An RTCP feedback message that a codec supports, such as <c>nack pli</c>.</summary>
public sealed record RtcpFeedback
{
    /// <summary>Creates an instance without values; set <see cref="Type"/>.</summary>
    public RtcpFeedback()
    {
    }

    /// <summary>Creates an instance.</summary>
    /// <param name="type">The type, for example <c>nack</c>.</param>
    /// <param name="parameter">The parameter, for example <c>pli</c>; may be empty.</param>
    [SetsRequiredMembers]
    public RtcpFeedback(string type, string parameter = "")
    {
        Type = type;
        Parameter = parameter;
    }

    /// <summary>The type: <c>nack</c>, <c>ccm</c>, <c>goog-remb</c>, <c>transport-cc</c>…</summary>
    public required string Type { get; init; }

    /// <summary>The parameter: <c>pli</c>, <c>fir</c>…, empty if there is none.</summary>
    [AllowNull]
    public string Parameter { get; init => field = value ?? string.Empty; } = string.Empty;
}
