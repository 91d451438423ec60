using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>Writes the worker's log messages to the host's log, by the worker's own categories.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    /// <summary>Writes one message; metrics are skipped.</summary>
    public void Write(RpcLog entry)
    {
        var known = entry.Level is >= RpcLog.Types.Level.Trace and < RpcLog.Types.Level.None;
        if (!known || entry.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric)
        {
            return;
        }

        var logger = loggers.CreateLogger(entry.Category is { Length: > 0 } category ? category : "Function");
        logger.Log((LogLevel)entry.Level, default, entry, exception: null, static (entry, _) => Text(entry));
    }

    private static string Text(RpcLog entry) => entry.Exception is { } exception
        ? string.Join(Environment.NewLine, entry.Message, $"{exception.Type}: {exception.Message}", exception.StackTrace)
        : entry.Message;
}
