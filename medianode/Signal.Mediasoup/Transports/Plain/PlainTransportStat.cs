using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a plain transport.</summary>
public sealed record PlainTransportStat : TransportStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public PlainTransportStat()
    {
    }

    [SetsRequiredMembers]
    internal PlainTransportStat(FBS.PlainTransport.GetStatsResponse stat)
        : base(stat.Base!.Value)
    {
        RtcpMux = stat.RtcpMux;
        Comedia = stat.Comedia;
        Tuple = TransportReader.Tuple(stat.Tuple!.Value);
        RtcpTuple = TransportReader.Tuple(stat.RtcpTuple);
    }

    /// <summary><c>plain-rtp-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "plain-rtp-transport";

    /// <summary>Whether RTP and RTCP share a port.</summary>
    public required bool RtcpMux { get; init; }

    /// <summary>Whether the remote address is taken from the first packet (comedia).</summary>
    public required bool Comedia { get; init; }

    /// <summary>The local and remote RTP address.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>The local and remote RTCP address; null with RTCP mux.</summary>
    public TransportTuple? RtcpTuple { get; init; }
}
