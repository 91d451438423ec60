using Amqp;

namespace Signal.Bus.Amqp;

internal static class AmqpClosing
{
    /// <summary>Closes without waiting. When the connection is just going down, the library throws instead of saying that it is closed.</summary>
    public static void Abandon(this AmqpObject target)
    {
        try
        {
            target.Close(TimeSpan.Zero);
        }
        catch (Exception e) when (e is ObjectDisposedException or AmqpException)
        {
            return;
        }
    }
}
