using Microsoft.Extensions.Logging;

namespace Signal.Mediasoup.Channel;

/// <summary>Catches the exceptions of event handlers, so that one handler cannot prevent the others from being called.</summary>
internal sealed partial class ListenerErrors(ILogger logger)
{
    public event Action<string, Exception>? Found;

    public void Report(string name, Exception exception)
    {
        LogHandlerFailed(logger, name, exception);
        foreach (var handler in Delegate.EnumerateInvocationList(Found))
        {
            try
            {
                handler(name, exception);
            }
            catch (Exception second)
            {
                LogHandlerFailed(logger, "OnListenerError", second);
            }
        }
    }

    [LoggerMessage(EventId = EventIds.HandlerFailed, Level = LogLevel.Error, Message = "A handler of {EventName} threw an exception")]
    private static partial void LogHandlerFailed(ILogger logger, string eventName, Exception exception);
}
