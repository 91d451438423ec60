using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a consumer for those who watch it from outside.</summary>
public sealed class ConsumerObserver : WorkerObjectObserver
{
    internal ConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The consumer stopped: it or its producer was paused.</summary>
    public event Action? OnPause;

    /// <summary>The consumer goes on: neither it nor its producer is paused.</summary>
    public event Action? OnResume;

    /// <summary>The score changed.</summary>
    public event Action<ConsumerScore>? OnScore;

    /// <summary>Other layers are sent; null for none.</summary>
    public event Action<ConsumerLayers?>? OnLayersChange;

    /// <summary>Something that is traced happened.</summary>
    public event Action<ConsumerTrace>? OnTrace;

    internal void Pause() => Listeners.Raise(OnPause);

    internal void Resume() => Listeners.Raise(OnResume);

    internal void Score(ConsumerScore value) => Listeners.Raise(OnScore, value);

    internal void LayersChange(ConsumerLayers? value) => Listeners.Raise(OnLayersChange, value);

    internal void Trace(ConsumerTrace value) => Listeners.Raise(OnTrace, value);
}
