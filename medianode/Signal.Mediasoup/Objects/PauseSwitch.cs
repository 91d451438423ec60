using FBS.Request;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// The paused state of an object and of its source (the producer of a consumer); the observer reports both combined. The object's own state
/// is set where answers are read, in the order in which the worker sent them, so that it is correct when calls overlap or a caller stops
/// waiting.
/// </summary>
internal sealed class PauseSwitch(PausableObserver observer, bool paused, bool sourcePaused = false)
{
    private volatile bool _paused = paused;
    private volatile bool _sourcePaused = sourcePaused;

    public bool IsPaused => _paused;

    public bool IsSourcePaused => _sourcePaused;

    /// <summary>Pauses or resumes the object.</summary>
    public async Task SetAsync(WorkerChannel channel, Method method, string handlerId, bool paused, CancellationToken cancellationToken)
    {
        var changed = await channel.RequestAsync(
            method,
            handlerId,
            Body.NONE,
            (Switch: this, Paused: paused),
            null,
            static (_, change) => change.Switch.Set(change.Paused),
            cancellationToken);
        if (changed && !_sourcePaused)
        {
            observer.PauseChanged(paused);
        }
    }

    /// <summary>Sets the paused state of the source. On a change, raises the event of the object and of its observer.</summary>
    public void SetSource(bool paused, Action raise)
    {
        if (_sourcePaused == paused)
        {
            return;
        }

        _sourcePaused = paused;
        raise();
        if (!_paused)
        {
            observer.PauseChanged(paused);
        }
    }

    private bool Set(bool paused)
    {
        var changed = _paused != paused;
        _paused = paused;
        return changed;
    }
}
