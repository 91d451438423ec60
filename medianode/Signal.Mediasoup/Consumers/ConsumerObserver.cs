using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a consumer.</summary>
public sealed class ConsumerObserver : PausableObserver
{
    internal ConsumerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The score changed.</summary>
    public event Action<ConsumerScore>? OnScore;

    /// <summary>The layers that are sent changed; null when none are sent.</summary>
    public event Action<ConsumerLayers?>? OnLayersChange;

    /// <summary>Raised for each enabled trace event.</summary>
    public event Action<ConsumerTrace>? OnTrace;

    internal void Score(ConsumerScore value) => Listeners.Raise(OnScore, value);

    internal void LayersChange(ConsumerLayers? value) => Listeners.Raise(OnLayersChange, value);

    internal void Trace(ConsumerTrace value) => Listeners.Raise(OnTrace, value);
}
