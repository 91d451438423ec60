using FBS.Request;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// Whether an object is paused. It is set where answers are read, in the order in which the worker gave them, so that it stays true
/// when calls overlap or a caller stops waiting.
/// </summary>
internal sealed class PauseSwitch(bool paused)
{
    private volatile bool _paused = paused;

    public bool IsPaused => _paused;

    /// <summary>Pauses or resumes; true if that made a difference.</summary>
    public Task<bool> SetAsync(WorkerChannel channel, Method method, string handlerId, bool paused, CancellationToken cancellationToken) =>
        channel.RequestAsync(
            method,
            handlerId,
            Body.NONE,
            (Switch: this, Paused: paused),
            null,
            static (_, change) => change.Switch.Set(change.Paused),
            cancellationToken);

    private bool Set(bool paused)
    {
        var changed = _paused != paused;
        _paused = paused;
        return changed;
    }
}
