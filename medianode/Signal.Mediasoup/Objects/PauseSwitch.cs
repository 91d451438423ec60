using FBS.Request;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// Whether an object is paused, by itself or because its source (the producer of a consumer) is; its observer hears of both together.
/// The object's own state is set where answers are read, in the order in which the worker gave them, so that it stays true when calls
/// overlap or a caller stops waiting.
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

    /// <summary>Notes that the source was paused or resumed; if that is new, raises the object's event and its observer's.</summary>
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
