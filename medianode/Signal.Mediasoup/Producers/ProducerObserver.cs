using System.Collections.Immutable;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of a producer.</summary>
public sealed class ProducerObserver : PausableObserver
{
    internal ProducerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The scores changed.</summary>
    public event Action<ImmutableArray<ProducerScore>>? OnScore;

    /// <summary>The video orientation changed.</summary>
    public event Action<ProducerVideoOrientation>? OnVideoOrientationChange;

    /// <summary>Raised for each enabled trace event.</summary>
    public event Action<ProducerTrace>? OnTrace;

    internal void Score(ImmutableArray<ProducerScore> value) => Listeners.Raise(OnScore, value);

    internal void VideoOrientationChange(ProducerVideoOrientation value) => Listeners.Raise(OnVideoOrientationChange, value);

    internal void Trace(ProducerTrace value) => Listeners.Raise(OnTrace, value);
}
