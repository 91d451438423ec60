using Microsoft.Extensions.Logging;

namespace Signal.FunctionsHost;

/// <summary>The log messages of the host.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Information, "{Kind} trigger of {Function}: {Detail}")]
    public static partial void Found(this ILogger logger, string kind, string function, string detail);

    [LoggerMessage(2, LogLevel.Error, "{Function} failed")]
    public static partial void Failed(this ILogger logger, string function, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "{Function} failed; the message {MessageId} of {Queue} will come again (delivery {Delivery})")]
    public static partial void MessageFailed(this ILogger logger, string function, string? messageId, string queue, int delivery, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Receiving from {Queue} was interrupted and is tried again: {Reason}")]
    public static partial void ReceiveInterrupted(this ILogger logger, string queue, string reason);

    [LoggerMessage(5, LogLevel.Warning, "The lock on {What} of {Queue} was lost, and the broker delivers again: {Reason}")]
    public static partial void LockLost(this ILogger logger, string what, string queue, string reason);
}
