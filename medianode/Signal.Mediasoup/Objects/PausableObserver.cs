using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>Events of an object that can be paused, for monitoring.</summary>
public abstract class PausableObserver : WorkerObjectObserver
{
    private protected PausableObserver(ListenerErrors listeners)
        : base(listeners)
    {
    }

    /// <summary>The object stopped: it was paused, or what it receives from.</summary>
    public event Action? OnPause;

    /// <summary>The object goes on: neither it nor what it receives from is paused.</summary>
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
