using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a direct transport.</summary>
public sealed record DirectTransportStat : TransportStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public DirectTransportStat()
    {
    }

    [SetsRequiredMembers]
    internal DirectTransportStat(FBS.DirectTransport.GetStatsResponse stat)
        : base(stat.Base!.Value)
    {
    }

    /// <summary><c>direct-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "direct-transport";
}
