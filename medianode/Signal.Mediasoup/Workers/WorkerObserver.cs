using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a worker.</summary>
public sealed class WorkerObserver : WorkerObjectObserver
{
    internal WorkerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>A WebRTC server was created.</summary>
    public event Action<WebRtcServer>? OnNewWebRtcServer;

    /// <summary>A router was created.</summary>
    public event Action<Router>? OnNewRouter;

    internal void NewWebRtcServer(WebRtcServer server) => Listeners.Raise(OnNewWebRtcServer, server);

    internal void NewRouter(Router router) => Listeners.Raise(OnNewRouter, router);
}
