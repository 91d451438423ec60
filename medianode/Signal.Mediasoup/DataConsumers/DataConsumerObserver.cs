using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a data consumer for those who watch it from outside.</summary>
public sealed class DataConsumerObserver : WorkerObjectObserver
{
    internal DataConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The data consumer stopped: it or its data producer was paused.</summary>
    public event Action? OnPause;

    /// <summary>The data consumer goes on: neither it nor its data producer is paused.</summary>
    public event Action? OnResume;

    internal void Pause() => Listeners.Raise(OnPause);

    internal void Resume() => Listeners.Raise(OnResume);
}
