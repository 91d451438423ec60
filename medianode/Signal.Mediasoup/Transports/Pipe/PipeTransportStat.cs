using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a pipe transport.</summary>
public sealed record PipeTransportStat : TransportStat
{
    /// <summary><c>pipe-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "pipe-transport";

    /// <summary>The addresses.</summary>
    public required TransportTuple Tuple { get; init; }
}
