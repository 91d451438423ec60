namespace Signal.Mediasoup;

/// <summary>The timeouts of a worker, in ticks of a timer.</summary>
/// <param name="Period">The length of a tick.</param>
/// <param name="StartTimeout">The number of ticks after which a worker that does not run yet counts as hung.</param>
/// <param name="RequestTimeout">The number of ticks after which a request is overdue.</param>
/// <param name="ProbeTimeout">The number of ticks without an answer after which the worker counts as hung.</param>
internal readonly record struct WorkerTicks(TimeSpan Period, int StartTimeout, int RequestTimeout, int ProbeTimeout)
{
    public static WorkerTicks Of(WorkerSettings settings)
    {
        TimeSpan[] timeouts = [settings.StartTimeout, settings.RequestTimeout, settings.ProbeTimeout];
        var period = timeouts.Min() / 5;
        return new WorkerTicks(period, Count(settings.StartTimeout, period), Count(settings.RequestTimeout, period), Count(settings.ProbeTimeout, period));
    }

    private static int Count(TimeSpan timeout, TimeSpan period) => (int)Math.Ceiling(timeout / period);
}
