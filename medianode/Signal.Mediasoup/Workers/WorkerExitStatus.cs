namespace Signal.Mediasoup;

/// <summary>How a worker process ended.</summary>
/// <param name="Code">The exit code, if it exited.</param>
/// <param name="Signal">The number of the signal, if one ended it.</param>
public readonly record struct WorkerExitStatus(int? Code, int? Signal)
{
    // The code of a worker that refuses its settings.
    internal const int WrongSettings = 42;

    /// <inheritdoc/>
    public override string ToString() => Signal is { } signal ? $"signal {signal}" : $"exit code {Code}";

    // System.Diagnostics.Process gives 128 + n for signal n.
    internal static WorkerExitStatus FromProcess(int exitCode) =>
        exitCode > 128 ? new WorkerExitStatus(null, exitCode - 128) : new WorkerExitStatus(exitCode, null);
}
