using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost;

/// <summary>The log messages of the host.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "{Kind} trigger of {Function}: {Detail}")]
    public static partial void TriggerAdded(this ILogger logger, string kind, string function, string detail);

    [LoggerMessage(2, LogLevel.Error, "{Function} failed: {Reason}")]
    public static partial void FunctionFailed(this ILogger logger, string function, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Function} failed for {Messages} of {Queue} (delivery {Delivery}): {Reason}")]
    public static partial void MessageFailed(
        this ILogger logger, string function, string messages, string queue, int delivery, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Receiving from {Queue} was interrupted; retrying: {Reason}")]
    public static partial void ReceiveInterrupted(this ILogger logger, string queue, string reason);

    [LoggerMessage(5, LogLevel.Error, "Worker exited unexpectedly (exit code {ExitCode}); restarting in {Delay}")]
    public static partial void WorkerEnded(this ILogger logger, int exitCode, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Error, "Worker failed to start: {Reason}; retrying in {Delay}")]
    public static partial void WorkerNotStarted(this ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(7, LogLevel.Information, "Worker restarted (process {ProcessId})")]
    public static partial void WorkerStarted(this ILogger logger, int processId);

    [LoggerMessage(EventId = 8, Message = "{Line}")]
    public static partial void WorkerPrinted(this ILogger logger, LogLevel level, string line);

    [LoggerMessage(9, LogLevel.Warning, "Settling messages of {Queue} failed; the broker redelivers them: {Reason}")]
    public static partial void SettlementFailed(this ILogger logger, string queue, string reason);
}
