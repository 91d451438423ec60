using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>The RTCP parameters of an RTP stream.</summary>
public sealed record RtcpParameters
{
    /// <summary>The canonical name (CNAME) used in RTCP. A transport generates one for producers without it.</summary>
    public string? Cname { get; init; }

    /// <summary>Whether RTCP is reduced-size (RFC 5506). mediasoup always assumes true.</summary>
    [JsonIgnore]
    public bool ReducedSize { get; init; } = true;

    // Source-generated metadata sets every init property, and an absent one to the default of its type instead of its initializer's value.
    [JsonInclude]
    [JsonPropertyName("reducedSize")]
    internal bool? ReducedSizeInJson
    {
        get => ReducedSize;
        init => ReducedSize = value ?? true;
    }
}
