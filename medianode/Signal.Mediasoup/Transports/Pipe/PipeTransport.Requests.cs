using FBS.PipeTransport;
using FBS.Request;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class PipeTransport
{
    /// <inheritdoc cref="Transport.DumpAsync"/>
    public new Task<PipeTransportDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_DUMP,
            Id.Value,
            static response => new PipeTransportDump(response.BodyAsPipeTransport_DumpResponse()),
            cancellationToken);
    }

    /// <inheritdoc cref="Transport.GetStatsAsync"/>
    public new Task<PipeTransportStat> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.TRANSPORT_GET_STATS,
            Id.Value,
            static response => new PipeTransportStat(response.BodyAsPipeTransport_GetStatsResponse()),
            cancellationToken);
    }

    /// <summary>Sets the address of the other router's pipe transport.</summary>
    /// <exception cref="ArgumentException">The IP address or the SRTP parameters are invalid.</exception>
    /// <exception cref="RequestRejectedException">
    /// The transport is already connected, or the SRTP parameters do not match its options.
    /// </exception>
    public async Task ConnectAsync(PipeTransportConnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Ip, nameof(options));
        EndpointValidation.Validate(options.Ip, nameof(options));
        SrtpValidation.Validate(options.SrtpParameters, nameof(options));
        ThrowIfClosed();
        Tuple = await Channel.RequestAsync(
            Method.PIPETRANSPORT_CONNECT,
            Id.Value,
            Body.PipeTransport_ConnectRequest,
            options,
            static (builder, options) => ConnectRequest.CreateConnectRequest(
                builder,
                builder.CreateString(options.Ip),
                options.Port,
                TransportWriter.Srtp(builder, options.SrtpParameters)).Value,
            static (response, _) => TransportReader.Tuple(response.BodyAsPipeTransport_ConnectResponse().Tuple!.Value),
            cancellationToken);
    }

    /// <summary>Consumes a producer for the other router, with all its RTP streams unchanged. The capabilities are ignored.</summary>
    /// <exception cref="NotFoundException">The router has no producer with that id.</exception>
    public override Task<Consumer> ConsumeAsync(ConsumerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ConsumeAsync(
            new PipeConsumerOptions { ProducerId = options.ProducerId, AppData = options.AppData, OnCreated = options.OnCreated },
            cancellationToken);
    }

    /// <summary>Consumes a producer for the other router, with all its RTP streams unchanged.</summary>
    /// <exception cref="NotFoundException">The router has no producer with that id.</exception>
    public Task<Consumer> ConsumeAsync(PipeConsumerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        var producer = FindProducer(options.ProducerId);
        var create = new NewConsumer(
            this,
            ConsumerId.New(),
            producer,
            PipeConsumerNegotiation.GetRtpParameters(producer.Consumable, _rtx),
            ConsumerType.Pipe,
            new ConsumerOptions
            {
                ProducerId = options.ProducerId,
                RtpCapabilities = new RtpCapabilities(),
                AppData = options.AppData,
                OnCreated = options.OnCreated,
            });
        return ConsumeAsync(create, cancellationToken);
    }

    private protected override Task<TransportStat> GetBaseStatsAsync(CancellationToken cancellationToken) =>
        Upcast<PipeTransportStat, TransportStat>(GetStatsAsync(cancellationToken));

    private protected override Task<TransportDump> GetBaseDumpAsync(CancellationToken cancellationToken) =>
        Upcast<PipeTransportDump, TransportDump>(DumpAsync(cancellationToken));
}
