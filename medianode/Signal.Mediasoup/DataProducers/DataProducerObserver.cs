using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a data producer for those who watch it from outside.</summary>
public sealed class DataProducerObserver : WorkerObjectObserver
{
    internal DataProducerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The data producer was paused.</summary>
    public event Action? OnPause;

    /// <summary>The data producer was resumed.</summary>
    public event Action? OnResume;

    internal void Pause() => Listeners.Raise(OnPause);

    internal void Resume() => Listeners.Raise(OnResume);
}
