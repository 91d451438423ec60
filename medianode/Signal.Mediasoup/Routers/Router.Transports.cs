using FBS.Request;
using FBS.Response;
using FBS.Router;
using FBS.WebRtcTransport;
using Google.FlatBuffers;
using Signal.Mediasoup.Wire;
using Fbs = FBS.WebRtcTransport;

namespace Signal.Mediasoup;

public sealed partial class Router
{
    /// <summary>Creates a transport for a WebRTC endpoint.</summary>
    /// <exception cref="ArgumentException">
    /// Not exactly one of a WebRTC server and listen infos was set, or a listen info is invalid.
    /// </exception>
    /// <exception cref="RequestRejectedException">The worker cannot listen on the given address or port.</exception>
    public Task<WebRtcTransport> CreateWebRtcTransportAsync(WebRtcTransportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.WebRtcServer is { } server)
        {
            if (!options.ListenInfos.IsDefaultOrEmpty)
            {
                throw new ArgumentException("Only one of WebRtcServer and ListenInfos can be set.", nameof(options));
            }

            if (server.Closed)
            {
                throw new InvalidStateException("The WebRTC server is closed.");
            }
        }
        else
        {
            ListenInfoValidation.Validate(options.ListenInfos, nameof(options));
        }

        return CreateAsync<WebRtcTransportOptions, WebRtcTransport>(
            options.WebRtcServer is null
                ? Method.ROUTER_CREATE_WEBRTCTRANSPORT
                : Method.ROUTER_CREATE_WEBRTCTRANSPORT_WITH_SERVER,
            FBS.Request.Body.Router_CreateWebRtcTransportRequest,
            options,
            static (builder, create) => CreateWebRtcTransportRequest.CreateCreateWebRtcTransportRequest(
                builder, builder.CreateString(create.Id.Value), Write(builder, create.Options)).Value,
            static (response, create) => new WebRtcTransport(
                create.Router,
                create.Id,
                new WebRtcTransportDump(response.BodyAsWebRtcTransport_DumpResponse()),
                create.Options),
            cancellationToken);
    }

    /// <summary>Creates a transport for a plain RTP endpoint, such as FFmpeg or GStreamer.</summary>
    /// <exception cref="ArgumentException">A listen info is invalid.</exception>
    /// <exception cref="RequestRejectedException">The worker cannot listen on the given address or port.</exception>
    public Task<PlainTransport> CreatePlainTransportAsync(PlainTransportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListenInfoValidation.Validate(options.ListenInfo, nameof(options));
        if (options.RtcpListenInfo is not null)
        {
            ListenInfoValidation.Validate(options.RtcpListenInfo, nameof(options));
        }

        return CreateAsync<PlainTransportOptions, PlainTransport>(
            Method.ROUTER_CREATE_PLAINTRANSPORT,
            FBS.Request.Body.Router_CreatePlainTransportRequest,
            options,
            static (builder, create) => CreatePlainTransportRequest.CreateCreatePlainTransportRequest(
                builder, builder.CreateString(create.Id.Value), Write(builder, create.Options)).Value,
            static (response, create) => new PlainTransport(
                create.Router, create.Id, new PlainTransportDump(response.BodyAsPlainTransport_DumpResponse()), create.Options),
            cancellationToken);
    }

    /// <summary>Creates a transport for connecting to another router.</summary>
    /// <exception cref="ArgumentException">The listen info is invalid.</exception>
    /// <exception cref="RequestRejectedException">The worker cannot listen on the given address or port.</exception>
    public Task<PipeTransport> CreatePipeTransportAsync(PipeTransportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListenInfoValidation.Validate(options.ListenInfo, nameof(options));
        return CreateAsync<PipeTransportOptions, PipeTransport>(
            Method.ROUTER_CREATE_PIPETRANSPORT,
            FBS.Request.Body.Router_CreatePipeTransportRequest,
            options,
            static (builder, create) => CreatePipeTransportRequest.CreateCreatePipeTransportRequest(
                builder, builder.CreateString(create.Id.Value), Write(builder, create.Options)).Value,
            static (response, create) => new PipeTransport(
                create.Router, create.Id, new PipeTransportDump(response.BodyAsPipeTransport_DumpResponse()), create.Options),
            cancellationToken);
    }

    /// <summary>Creates a transport for sending and receiving in this process.</summary>
    public Task<DirectTransport> CreateDirectTransportAsync(
        DirectTransportOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateAsync<DirectTransportOptions, DirectTransport>(
            Method.ROUTER_CREATE_DIRECTTRANSPORT,
            FBS.Request.Body.Router_CreateDirectTransportRequest,
            options ?? new DirectTransportOptions(),
            static (builder, create) => CreateDirectTransportRequest.CreateCreateDirectTransportRequest(
                builder,
                builder.CreateString(create.Id.Value),
                FBS.DirectTransport.DirectTransportOptions.CreateDirectTransportOptions(
                    builder, TransportWriter.Direct(builder, create.Options))).Value,
            static (_, create) => new DirectTransport(create.Router, create.Id, create.Options),
            cancellationToken);

    private async Task<TTransport> CreateAsync<TOptions, TTransport>(
        Method method,
        FBS.Request.Body bodyType,
        TOptions options,
        Func<FlatBufferBuilder, NewTransport<TOptions, TTransport>, int> write,
        Func<Response, NewTransport<TOptions, TTransport>, TTransport> read,
        CancellationToken cancellationToken)
        where TTransport : Transport
    {
        ThrowIfClosed();
        var transport = await Channel.RequestAsync(
            method,
            Id.Value,
            bodyType,
            new NewTransport<TOptions, TTransport>(this, TransportId.New(), options, read),
            write,
            static (response, create) => create.Router.Adopt(create.Read(response, create)),
            cancellationToken);
        if (transport.Closed && Closed)
        {
            throw new InvalidStateException("The router was closed.");
        }

        Observer.NewTransport(transport);
        transport.Created();
        return transport;
    }

    // Runs on the reader's thread, so that no notification arrives before.
    private TTransport Adopt<TTransport>(TTransport transport)
        where TTransport : Transport
    {
        if (!_transports.Add(transport))
        {
            transport.RouterClosed();
        }

        return transport;
    }

    private static Offset<Fbs.WebRtcTransportOptions> Write(FlatBufferBuilder builder, WebRtcTransportOptions options)
    {
        var (listenType, listen) = options.WebRtcServer is { } server
            ? (Listen.ListenServer, ListenServer.CreateListenServer(builder, builder.CreateString(server.Id.Value)).Value)
            : (Listen.ListenIndividual, ListenIndividual.CreateListenIndividual(
                builder,
                ListenIndividual.CreateListenInfosVector(builder, TransportWriter.Listen(builder, options.ListenInfos))).Value);
        return Fbs.WebRtcTransportOptions.CreateWebRtcTransportOptions(
            builder,
            TransportWriter.Sctp(builder, options, isDataChannel: true, options.InitialAvailableOutgoingBitrate),
            listenType,
            listen,
            options.EnableUdp,
            options.EnableTcp ?? options.WebRtcServer is not null,
            options.PreferUdp,
            options.PreferTcp,
            options.IceConsentTimeout);
    }

    private static Offset<FBS.PlainTransport.PlainTransportOptions> Write(FlatBufferBuilder builder, PlainTransportOptions options) =>
        FBS.PlainTransport.PlainTransportOptions.CreatePlainTransportOptions(
            builder,
            TransportWriter.Sctp(builder, options, isDataChannel: false, null),
            TransportWriter.Listen(builder, options.ListenInfo),
            options.RtcpListenInfo is { } rtcp ? TransportWriter.Listen(builder, rtcp) : default,
            options.RtcpMux && options.RtcpListenInfo is null,
            options.Comedia,
            options.EnableSrtp,
            (FBS.SrtpParameters.SrtpCryptoSuite)options.SrtpCryptoSuite);

    private static Offset<FBS.PipeTransport.PipeTransportOptions> Write(FlatBufferBuilder builder, PipeTransportOptions options) =>
        FBS.PipeTransport.PipeTransportOptions.CreatePipeTransportOptions(
            builder,
            TransportWriter.Sctp(builder, options, isDataChannel: false, null),
            TransportWriter.Listen(builder, options.ListenInfo),
            options.EnableRtx,
            options.EnableSrtp);

    private readonly record struct NewTransport<TOptions, TTransport>(
        Router Router, TransportId Id, TOptions Options, Func<Response, NewTransport<TOptions, TTransport>, TTransport> Read);
}
