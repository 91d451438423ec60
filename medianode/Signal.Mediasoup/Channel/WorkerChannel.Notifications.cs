using FBS.Notification;
using Google.FlatBuffers;

namespace Signal.Mediasoup.Channel;

internal sealed partial class WorkerChannel
{
    /// <summary>Sends a notification.</summary>
    /// <exception cref="WorkerGoneException">The channel is closed.</exception>
    public void Notify<TState>(
        Event notification, string? handlerId, Body bodyType, TState state, Func<FlatBufferBuilder, TState, int>? write)
    {
        if (_gone is not null)
        {
            throw Gone();
        }

        var builder = Builders.Rent();
        try
        {
            var handler = builder.CreateString(handlerId ?? string.Empty);
            var body = write?.Invoke(builder, state) ?? 0;
            var offset = Notification.CreateNotification(builder, handler, notification, body == 0 ? Body.NONE : bodyType, body);
            var message = FBS.Message.Message.CreateMessage(builder, FBS.Message.Body.Notification, offset.Value);
            builder.FinishSizePrefixed(message.Value);
            Write(Builders.Frame(builder), notification);
        }
        finally
        {
            Builders.Return(builder);
        }
    }
}
