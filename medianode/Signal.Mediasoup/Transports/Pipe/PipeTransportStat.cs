using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a pipe transport.</summary>
public sealed record PipeTransportStat : TransportStat
{
    /// <summary>Statistics whose members are all given.</summary>
    public PipeTransportStat()
    {
    }

    [SetsRequiredMembers]
    internal PipeTransportStat(FBS.PipeTransport.GetStatsResponse stat)
        : base(stat.Base!.Value)
    {
        Tuple = TransportReader.Tuple(stat.Tuple!.Value);
    }

    /// <summary><c>pipe-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "pipe-transport";

    /// <summary>The addresses.</summary>
    public required TransportTuple Tuple { get; init; }
}
