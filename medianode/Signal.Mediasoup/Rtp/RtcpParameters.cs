using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>RTCP settings of a stream.</summary>
public sealed record RtcpParameters
{
    /// <summary>The canonical name used in RTCP. A transport makes one up for producers that have none.</summary>
    public string? Cname { get; init; }

    /// <summary>Whether RTCP is of reduced size (RFC 5506). mediasoup takes it for true in every case.</summary>
    [JsonIgnore]
    public bool ReducedSize { get; init; } = true;

    // Generated metadata sets every init property, absent ones to their type's default and not to the initializer's value.
    [JsonInclude]
    [JsonPropertyName("reducedSize")]
    internal bool? ReducedSizeInJson
    {
        get => ReducedSize;
        init => ReducedSize = value ?? true;
    }
}
