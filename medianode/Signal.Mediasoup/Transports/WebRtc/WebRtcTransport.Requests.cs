using FBS.Request;
using FBS.WebRtcTransport;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class WebRtcTransport
{
    /// <inheritdoc cref="Transport.DumpAsync"/>
    public new Task<WebRtcTransportDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_DUMP,
            Id.Value,
            static response => new WebRtcTransportDump(response.BodyAsWebRtcTransport_DumpResponse()),
            cancellationToken);
    }

    /// <inheritdoc cref="Transport.GetStatsAsync"/>
    public new Task<WebRtcTransportStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_GET_STATS,
            Id.Value,
            static response => new WebRtcTransportStat(response.BodyAsWebRtcTransport_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Sets the DTLS parameters of the endpoint. Must be called once.</summary>
    /// <exception cref="ArgumentException">The fingerprints are missing or empty.</exception>
    /// <exception cref="RequestRejectedException">The transport is already connected, or a fingerprint is invalid.</exception>
    public async Task ConnectAsync(DtlsParameters dtlsParameters, CancellationToken cancellationToken = default)
    {
        DtlsValidation.Validate(dtlsParameters, nameof(dtlsParameters));
        ThrowIfClosed();
        var role = await Channel.RequestAsync(
            Method.WEBRTCTRANSPORT_CONNECT,
            Id.Value,
            Body.WebRtcTransport_ConnectRequest,
            dtlsParameters,
            static (builder, parameters) =>
                ConnectRequest.CreateConnectRequest(builder, DtlsWriter.Write(builder, parameters)).Value,
            static (response, _) => (DtlsRole)response.BodyAsWebRtcTransport_ConnectResponse().DtlsLocalRole,
            cancellationToken);
        DtlsParameters = DtlsParameters with { Role = role };
    }

    /// <summary>Generates new ICE parameters, which must be sent to the endpoint.</summary>
    public async Task<IceParameters> RestartIceAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        var ice = await Channel.RequestAsync(
            Method.TRANSPORT_RESTART_ICE,
            Id.Value,
            static response => WebRtcTransportReader.Restarted(response.BodyAsTransport_RestartIceResponse()),
            cancellationToken);
        IceParameters = ice;
        return ice;
    }

    private protected override Task<TransportStat> GetBaseStatsAsync(CancellationToken cancellationToken) =>
        Upcast<WebRtcTransportStat, TransportStat>(GetStatsAsync(cancellationToken));

    private protected override Task<TransportDump> GetBaseDumpAsync(CancellationToken cancellationToken) =>
        Upcast<WebRtcTransportDump, TransportDump>(DumpAsync(cancellationToken));
}
