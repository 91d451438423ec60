namespace Signal.LoadTest.Runs;

/// <summary>
/// The times at which the operations of a constant rate start. The load is open: an operation that takes long does not postpone the
/// following ones, as users do not wait for each other.
/// </summary>
/// <param name="PerSecond">The rate.</param>
/// <param name="Ramp">The time in which the rate grows linearly from 0.</param>
internal readonly record struct Pace(double PerSecond, TimeSpan Ramp = default)
{
    /// <summary>When operation <paramref name="number"/>, counted from 0, starts after the beginning.</summary>
    public TimeSpan DueAt(int number)
    {
        // During the ramp, rate × t² / (2 × ramp) operations have started after t seconds.
        var ramped = PerSecond * Ramp.TotalSeconds / 2;
        return TimeSpan.FromSeconds(number < ramped
            ? Math.Sqrt(2 * number * Ramp.TotalSeconds / PerSecond)
            : Ramp.TotalSeconds + ((number - ramped) / PerSecond));
    }

    /// <summary>Calls <paramref name="start"/> for each operation at its time until it returns false or the token is cancelled.</summary>
    public async Task RunAsync(Func<int, bool> start, TimeProvider time, CancellationToken cancellationToken)
    {
        var beginning = time.GetTimestamp();
        for (var number = 0; !cancellationToken.IsCancellationRequested; number++)
        {
            var wait = DueAt(number) - time.GetElapsedTime(beginning);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }
            }

            if (!start(number))
            {
                return;
            }
        }
    }
}
