using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a router.</summary>
public sealed class RouterObserver : WorkerObjectObserver
{
    internal RouterObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>A transport was created.</summary>
    public event Action<Transport>? OnNewTransport;

    /// <summary>An RTP observer was created.</summary>
    public event Action<RtpObserver>? OnNewRtpObserver;

    internal void NewTransport(Transport transport) => Listeners.Raise(OnNewTransport, transport);

    internal void NewRtpObserver(RtpObserver observer) => Listeners.Raise(OnNewRtpObserver, observer);
}
