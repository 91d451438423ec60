using System.Collections.Immutable;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of an audio level observer.</summary>
public sealed class AudioLevelObserverObserver : RtpObserverObserver
{
    internal AudioLevelObserverObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The loudest producers of the last interval, the loudest first.</summary>
    public event Action<ImmutableArray<AudioLevelObserverVolume>>? OnVolumes;

    /// <summary>No producer is louder than the threshold.</summary>
    public event Action? OnSilence;

    internal void Volumes(ImmutableArray<AudioLevelObserverVolume> volumes) => Listeners.Raise(OnVolumes, volumes);

    internal void Silence() => Listeners.Raise(OnSilence);
}
