namespace Signal.Mediasoup;

/// <summary>The timeouts of a worker, in ticks of a timer.</summary>
/// <param name="Period">The length of a tick.</param>
/// <param name="RequestTimeout">The number of ticks after which a request is overdue.</param>
/// <param name="ProbeTimeout">The number of ticks without an answer after which the worker counts as hung.</param>
internal readonly record struct WorkerTicks(TimeSpan Period, int RequestTimeout, int ProbeTimeout)
{
    public static WorkerTicks Of(WorkerSettings settings)
    {
        var shorter = settings.RequestTimeout < settings.ProbeTimeout ? settings.RequestTimeout : settings.ProbeTimeout;
        var period = shorter / 5;
        return new WorkerTicks(period, Count(settings.RequestTimeout, period), Count(settings.ProbeTimeout, period));
    }

    private static int Count(TimeSpan timeout, TimeSpan period) => (int)Math.Ceiling(timeout / period);
}
