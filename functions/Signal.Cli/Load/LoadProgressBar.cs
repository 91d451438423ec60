using Signal.LoadTest.Runs;

namespace Signal.Cli.Load;

/// <summary>A line on standard error that shows the state of a load while it runs; nothing when standard error is not a terminal.</summary>
internal static class LoadProgressBar
{
    private const int Width = 30;
    private const string EraseLine = "\r\u001b[K";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows the line until the token is cancelled, and then erases it.</summary>
    public static async Task ShowAsync(CliEnvironment environment, LoadRun run, LoadOptions options, CancellationToken finished)
    {
        if (!environment.IsErrorTerminal)
        {
            return;
        }

        while (!finished.IsCancellationRequested)
        {
            await environment.Error.WriteAsync(EraseLine + Describe(run, options));
            await environment.Error.FlushAsync(CancellationToken.None);
            await Task.Delay(Interval, environment.Time, finished).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await environment.Error.WriteAsync(EraseLine);
        await environment.Error.FlushAsync(CancellationToken.None);
    }

    private static string Describe(LoadRun run, LoadOptions options)
    {
        if (run.Progress is not { } progress)
        {
            return "creating rooms";
        }

        if (progress.Elapsed >= options.Duration)
        {
            return "deleting rooms";
        }

        var done = (int)(Width * progress.Elapsed / options.Duration);
        return $"[{new string('#', done)}{new string('.', Width - done)}] {progress.Elapsed.TotalSeconds:F0} of {options.Duration.TotalSeconds:F0} s, "
            + $"{progress.Arrived} of {options.Peers} joined, {progress.Present} present, {progress.Errors} errors";
    }
}
