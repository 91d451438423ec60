using FBS.PlainTransport;
using FBS.Request;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class PlainTransport
{
    /// <inheritdoc cref="Transport.DumpAsync"/>
    public new Task<PlainTransportDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_DUMP,
            Id.Value,
            static response => new PlainTransportDump(response.BodyAsPlainTransport_DumpResponse()),
            cancellationToken);
    }

    /// <inheritdoc cref="Transport.GetStatsAsync"/>
    public new Task<PlainTransportStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_GET_STATS,
            Id.Value,
            static response => new PlainTransportStat(response.BodyAsPlainTransport_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Sets the address of the endpoint. With comedia, only SRTP parameters can be given, and only if SRTP is enabled.</summary>
    /// <exception cref="ArgumentException">The IP address or the SRTP parameters are invalid.</exception>
    /// <exception cref="InvalidStateException">The transport is closed, or it uses comedia without SRTP.</exception>
    /// <exception cref="RequestRejectedException">The options do not match those of the transport.</exception>
    public async Task ConnectAsync(PlainTransportConnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        EndpointValidation.Validate(options.Ip, nameof(options));
        SrtpValidation.Validate(options.SrtpParameters, nameof(options));
        ThrowIfClosed();
        if (Comedia && SrtpParameters is null)
        {
            throw new InvalidStateException("A transport with comedia and without SRTP cannot be connected.");
        }

        var (tuple, rtcpTuple, srtp) = await Channel.RequestAsync(
            Method.PLAINTRANSPORT_CONNECT,
            Id.Value,
            Body.PlainTransport_ConnectRequest,
            options,
            static (builder, options) => ConnectRequest.CreateConnectRequest(
                builder,
                builder.CreateString(options.Ip),
                options.Port,
                options.RtcpPort,
                TransportWriter.Srtp(builder, options.SrtpParameters)).Value,
            static (response, _) => response.BodyAsPlainTransport_ConnectResponse() is var answer
                ? (TransportReader.Tuple(answer.Tuple), TransportReader.Tuple(answer.RtcpTuple), TransportReader.Srtp(answer.SrtpParameters))
                : default,
            cancellationToken);
        Tuple = tuple ?? Tuple;
        RtcpTuple = rtcpTuple ?? RtcpTuple;
        SrtpParameters = srtp ?? SrtpParameters;
    }

    private protected override Task<TransportStat> GetBaseStatsAsync(CancellationToken cancellationToken) =>
        Upcast<PlainTransportStat, TransportStat>(GetStatsAsync(cancellationToken));

    private protected override Task<TransportDump> GetBaseDumpAsync(CancellationToken cancellationToken) =>
        Upcast<PlainTransportDump, TransportDump>(DumpAsync(cancellationToken));
}
