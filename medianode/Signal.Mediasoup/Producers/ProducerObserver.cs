using System.Collections.Immutable;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of a producer for those who watch it from outside.</summary>
public sealed class ProducerObserver : WorkerObjectObserver
{
    internal ProducerObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The producer was paused.</summary>
    public event Action? OnPause;

    /// <summary>The producer was resumed.</summary>
    public event Action? OnResume;

    /// <summary>The scores changed.</summary>
    public event Action<ImmutableArray<ProducerScore>>? OnScore;

    /// <summary>The video was turned.</summary>
    public event Action<ProducerVideoOrientation>? OnVideoOrientationChange;

    /// <summary>Something that is traced happened.</summary>
    public event Action<ProducerTrace>? OnTrace;

    internal void Pause() => Listeners.Raise(OnPause);

    internal void Resume() => Listeners.Raise(OnResume);

    internal void Score(ImmutableArray<ProducerScore> value) => Listeners.Raise(OnScore, value);

    internal void VideoOrientationChange(ProducerVideoOrientation value) => Listeners.Raise(OnVideoOrientationChange, value);

    internal void Trace(ProducerTrace value) => Listeners.Raise(OnTrace, value);
}
