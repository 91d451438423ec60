using System.Runtime.CompilerServices;

namespace Signal.Mediasoup.Channel;

internal sealed partial class ListenerErrors
{
    public void Raise(Action? handlers, [CallerArgumentExpression(nameof(handlers))] string name = "")
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler();
            }
            catch (Exception exception)
            {
                Report(name, exception);
            }
        }
    }

    public void Raise<T>(Action<T>? handlers, T value, [CallerArgumentExpression(nameof(handlers))] string name = "")
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(value);
            }
            catch (Exception exception)
            {
                Report(name, exception);
            }
        }
    }
}
