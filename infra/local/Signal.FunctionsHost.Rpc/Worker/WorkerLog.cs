using Microsoft.Extensions.Logging;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.Worker;

/// <summary>Writes the worker's log messages to the host's log, by the worker's own categories.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    /// <summary>Writes one message; metrics are left out.</summary>
    public void Write(RpcLog entry)
    {
        if (entry.LogCategory == RpcLog.Types.RpcLogCategory.CustomMetric || entry.Level is < RpcLog.Types.Level.Trace or >= RpcLog.Types.Level.None)
        {
            return;
        }

        var logger = loggers.CreateLogger(entry.Category is { Length: > 0 } category ? category : "Function");
        logger.Log((LogLevel)entry.Level, default, entry, exception: null, static (entry, _) =>
            entry.Exception is { } exception ? $"{entry.Message}{Environment.NewLine}{exception.Type}: {exception.Message}{Environment.NewLine}{exception.StackTrace}" : entry.Message);
    }
}
