using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a pipe transport.</summary>
public sealed record PipeTransportStat : TransportStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
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

    /// <summary>The local and remote address of the transport.</summary>
    public required TransportTuple Tuple { get; init; }
}
