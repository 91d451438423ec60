using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a plain transport.</summary>
public sealed record PlainTransportStat : TransportStat
{
    /// <summary>Statistics whose members are all given.</summary>
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

    /// <summary>Whether the remote address is learnt from the first packet.</summary>
    public required bool Comedia { get; init; }

    /// <summary>The RTP addresses.</summary>
    public required TransportTuple Tuple { get; init; }

    /// <summary>The RTCP addresses, without RTCP mux.</summary>
    public TransportTuple? RtcpTuple { get; init; }
}
