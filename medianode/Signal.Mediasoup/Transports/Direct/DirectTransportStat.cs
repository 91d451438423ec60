using System.Text.Json.Serialization;

namespace Signal.Mediasoup;

/// <summary>Statistics of a direct transport.</summary>
public sealed record DirectTransportStat : TransportStat
{
    /// <summary><c>direct-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "direct-transport";
}
