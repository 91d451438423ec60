using FBS.Notification;
using FBS.Request;
using FBS.Worker;
using Signal.Mediasoup.Wire;

namespace Signal.Mediasoup;

/// <summary>Sockets that WebRTC transports share: one port can serve thousands of transports.</summary>
public sealed class WebRtcServer : WorkerObject
{
    private readonly Worker _worker;
    private readonly Children<WebRtcTransport> _transports = new();

    internal WebRtcServer(Worker worker, WebRtcServerId id, WebRtcServerOptions options)
        : base(worker.Channel, id.Value, options.AppData)
    {
        _worker = worker;
        Id = id;
        Observer = new WebRtcServerObserver(Listeners);
        CallWhenCreated(this, options.OnCreated);
    }

    /// <summary>The worker was closed or died.</summary>
    public event Action? OnWorkerClose;

    /// <summary>The id of the WebRTC server, unique within the worker.</summary>
    public WebRtcServerId Id { get; }

    /// <summary>The observer events of the WebRTC server.</summary>
    public WebRtcServerObserver Observer { get; }

    internal int TransportCount => _transports.Count;

    /// <inheritdoc/>
    public override void Close()
    {
        if (!TryClose())
        {
            return;
        }

        Channel.Post(
            Method.WORKER_WEBRTCSERVER_CLOSE,
            null,
            FBS.Request.Body.Worker_CloseWebRtcServerRequest,
            Id,
            static (builder, id) =>
                CloseWebRtcServerRequest.CreateCloseWebRtcServerRequest(builder, builder.CreateString(id.Value)).Value);
        foreach (var transport in _transports.TakeAll())
        {
            transport.ListenServerClosed();
            Observer.WebRtcTransportUnhandled(transport);
        }

        _worker.Remove(this);
        Observer.Close();
    }

    /// <summary>Dumps the internal state of the server.</summary>
    public Task<WebRtcServerDump> DumpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return Channel.RequestAsync(
            Method.WEBRTCSERVER_DUMP,
            Id.Value,
            static response => WebRtcServerReader.Dump(response.BodyAsWebRtcServer_DumpResponse()),
            cancellationToken);
    }

    private protected override void OnNotification(Event notification, Notification content)
    {
    }

    internal void WorkerClosed()
    {
        if (!TryClose())
        {
            return;
        }

        _transports.TakeAll();
        Listeners.Raise(OnWorkerClose);
        Observer.Close();
    }

    internal bool Handle(WebRtcTransport transport) => _transports.Add(transport);

    internal void Unhandle(WebRtcTransport transport)
    {
        _transports.Remove(transport);
        Observer.WebRtcTransportUnhandled(transport);
    }
}
