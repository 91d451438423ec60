using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Statistics of a WebRTC transport.</summary>
public sealed record WebRtcTransportStat : TransportStat
{
    /// <summary>Creates an instance. All required members must be set.</summary>
    public WebRtcTransportStat()
    {
    }

    [SetsRequiredMembers]
    internal WebRtcTransportStat(FBS.WebRtcTransport.GetStatsResponse stat)
        : base(stat.Base!.Value)
    {
        IceRole = (IceRole)stat.IceRole;
        IceState = (IceState)stat.IceState;
        IceSelectedTuple = TransportReader.Tuple(stat.IceSelectedTuple);
        DtlsState = (DtlsState)stat.DtlsState;
    }

    /// <summary><c>webrtc-transport</c>.</summary>
    [JsonInclude]
    public override string Type => "webrtc-transport";

    /// <summary>The ICE role.</summary>
    public required IceRole IceRole { get; init; }

    /// <summary>The ICE state.</summary>
    public required IceState IceState { get; init; }

    /// <summary>The nominated address pair; null before nomination.</summary>
    public TransportTuple? IceSelectedTuple { get; init; }

    /// <summary>The DTLS state.</summary>
    public required DtlsState DtlsState { get; init; }
}
