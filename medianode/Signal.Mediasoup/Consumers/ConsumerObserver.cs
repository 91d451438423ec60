using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a consumer for monitoring.</summary>
public sealed class ConsumerObserver : PausableObserver
{
    internal ConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The score changed.</summary>
    public event Action<ConsumerScore>? OnScore;

    /// <summary>Other layers are sent; null for none.</summary>
    public event Action<ConsumerLayers?>? OnLayersChange;

    /// <summary>Something that is traced happened.</summary>
    public event Action<ConsumerTrace>? OnTrace;

    internal void Score(ConsumerScore value) => Listeners.Raise(OnScore, value);

    internal void LayersChange(ConsumerLayers? value) => Listeners.Raise(OnLayersChange, value);

    internal void Trace(ConsumerTrace value) => Listeners.Raise(OnTrace, value);
}
