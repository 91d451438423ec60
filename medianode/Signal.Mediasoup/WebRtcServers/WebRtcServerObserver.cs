using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a WebRTC server.</summary>
public sealed class WebRtcServerObserver : WorkerObjectObserver
{
    internal WebRtcServerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The server started to serve a transport.</summary>
    public event Action<WebRtcTransport>? OnWebRtcTransportHandled;

    /// <summary>The server stopped serving a transport: one of the two was closed.</summary>
    public event Action<WebRtcTransport>? OnWebRtcTransportUnhandled;

    internal void WebRtcTransportHandled(WebRtcTransport transport) => Listeners.Raise(OnWebRtcTransportHandled, transport);

    internal void WebRtcTransportUnhandled(WebRtcTransport transport) => Listeners.Raise(OnWebRtcTransportUnhandled, transport);
}
