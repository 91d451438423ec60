using FBS.Request;
using Signal.Mediasoup.Channel;

namespace Signal.Mediasoup;

/// <summary>
/// Monitors whether a worker responds: each tick sends a cheap request to the worker, unless the previous one is unanswered. A worker that
/// leaves one unanswered for too many ticks counts as hung, and so does one that is not running after the time for its start.
/// </summary>
internal sealed class WorkerLiveness(WorkerChannel channel, WorkerTicks ticks, TimeProvider time) : IDisposable
{
    private readonly PeriodicTimer _timer = new(ticks.Period, time);

    /// <summary>Completes with true when the worker hangs, and with false when this instance is disposed.</summary>
    public async Task<bool> IsHungAsync()
    {
        var probe = Probe();
        var (starting, missed) = (0, 0);
        while (await _timer.WaitForNextTickAsync())
        {
            channel.Tick();
            if (!channel.Running.IsCompleted)
            {
                if (++starting == ticks.StartTimeout)
                {
                    return true;
                }
            }
            else if (probe.IsAnswered)
            {
                probe = Probe();
                missed = 0;
            }
            else if (++missed == ticks.ProbeTimeout)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _timer.Dispose();

    private IgnoredAnswer Probe() => channel.Post<int>(Method.WORKER_GET_RESOURCE_USAGE, null, Body.NONE, 0, null);
}
