using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// Observer events of an object, raised for every cause. <see cref="OnClose"/> is raised however the object closes.
/// </summary>
public abstract class WorkerObjectObserver
{
    private protected WorkerObjectObserver(ListenerErrors listeners) => Listeners = listeners;

    /// <summary>The object was closed.</summary>
    public event Action? OnClose;

    private protected ListenerErrors Listeners { get; }

    internal void Close() => Listeners.Raise(OnClose);
}
