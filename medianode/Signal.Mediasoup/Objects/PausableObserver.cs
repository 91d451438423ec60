using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Observer events of an object that can be paused.</summary>
public abstract class PausableObserver : WorkerObjectObserver
{
    private protected PausableObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The object was paused, directly or through its source.</summary>
    public event Action? OnPause;

    /// <summary>The object was resumed: neither it nor its source is paused.</summary>
    public event Action? OnResume;

    internal void PauseChanged(bool paused)
    {
        if (paused)
        {
            Listeners.Raise(OnPause);
        }
        else
        {
            Listeners.Raise(OnResume);
        }
    }
}
