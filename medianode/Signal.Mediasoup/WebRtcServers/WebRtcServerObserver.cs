using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a WebRTC server for monitoring.</summary>
public sealed class WebRtcServerObserver : WorkerObjectObserver
{
    internal WebRtcServerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The server serves another transport.</summary>
    public event Action<WebRtcTransport>? OnWebRtcTransportHandled;

    /// <summary>The server does not serve a transport any more: one of the two was closed.</summary>
    public event Action<WebRtcTransport>? OnWebRtcTransportUnhandled;

    internal void WebRtcTransportHandled(WebRtcTransport transport) => Listeners.Raise(OnWebRtcTransportHandled, transport);

    internal void WebRtcTransportUnhandled(WebRtcTransport transport) => Listeners.Raise(OnWebRtcTransportUnhandled, transport);
}
