namespace Signal.Mediasoup;

/// <summary>The exit status of a worker process.</summary>
/// <param name="Code">The exit code, if it exited.</param>
/// <param name="Signal">The number of the signal that ended it, if any.</param>
public readonly record struct WorkerExitStatus(int? Code, int? Signal)
{
    // The exit code of a worker that rejects its settings.
    internal const int WrongSettings = 42;

    /// <inheritdoc/>
    public override string ToString() => Signal is { } signal ? $"signal {signal}" : $"exit code {Code}";

    // System.Diagnostics.Process reports 128 + n for signal n.
    internal static WorkerExitStatus FromProcess(int exitCode) =>
        exitCode > 128 ? new WorkerExitStatus(null, exitCode - 128) : new WorkerExitStatus(exitCode, null);
}
