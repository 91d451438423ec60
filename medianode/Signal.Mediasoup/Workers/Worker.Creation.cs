using FBS.Request;
using FBS.Worker;
using Signal.Mediasoup.Ortc;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

public sealed partial class Worker
{
    /// <summary>Creates a WebRTC server: sockets shared by WebRTC transports of any router of the worker.</summary>
    /// <exception cref="ArgumentException">No listen info was given, or one is invalid.</exception>
    /// <exception cref="RequestRejectedException">The worker cannot listen on the given address or port.</exception>
    public async Task<WebRtcServer> CreateWebRtcServerAsync(WebRtcServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ListenInfoValidation.Validate(options.ListenInfos, nameof(options));
        var server = await _channel.RequestAsync(
            Method.WORKER_CREATE_WEBRTCSERVER,
            null,
            Body.Worker_CreateWebRtcServerRequest,
            (Worker: this, Id: WebRtcServerId.New(), Options: options),
            static (builder, create) => CreateWebRtcServerRequest.CreateCreateWebRtcServerRequest(
                builder,
                builder.CreateString(create.Id.Value),
                CreateWebRtcServerRequest.CreateListenInfosVector(
                    builder, TransportWriter.Listen(builder, create.Options.ListenInfos))).Value,
            static (_, create) => create.Worker.Adopt(new WebRtcServer(create.Worker, create.Id, create.Options)),
            cancellationToken);
        ThrowIfClosed(server.Closed);
        Observer.NewWebRtcServer(server);
        return server;
    }

    /// <summary>Creates a router.</summary>
    /// <exception cref="ArgumentException">A media codec is invalid.</exception>
    /// <exception cref="UnsupportedException">mediasoup does not support a media codec.</exception>
    public async Task<Router> CreateRouterAsync(RouterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RouterOptions();
        var capabilities = RouterNegotiation.GetRtpCapabilities(options.MediaCodecs, nameof(options.MediaCodecs));
        var router = await _channel.RequestAsync(
            Method.WORKER_CREATE_ROUTER,
            null,
            Body.Worker_CreateRouterRequest,
            (Worker: this, Id: RouterId.New(), Capabilities: capabilities, Options: options),
            static (builder, create) =>
                CreateRouterRequest.CreateCreateRouterRequest(builder, builder.CreateString(create.Id.Value)).Value,
            static (_, create) => create.Worker.Adopt(new Router(create.Worker, create.Id, create.Capabilities, create.Options)),
            cancellationToken);
        ThrowIfClosed(router.Closed);
        Observer.NewRouter(router);
        return router;
    }

    private static void ThrowIfClosed(bool closed)
    {
        if (closed)
        {
            throw new WorkerGoneException("The worker was closed.");
        }
    }

    private WebRtcServer Adopt(WebRtcServer server)
    {
        if (!_webRtcServers.Add(server))
        {
            server.WorkerClosed();
        }

        return server;
    }

    private Router Adopt(Router router)
    {
        if (!_routers.Add(router))
        {
            router.WorkerClosed();
        }

        return router;
    }
}
