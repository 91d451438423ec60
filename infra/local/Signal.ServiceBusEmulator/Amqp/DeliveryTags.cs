using Amqp.Handler;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>Writes the lock token into the delivery tag, where the Service Bus clients expect it.</summary>
internal sealed class DeliveryTags : IHandler
{
    public bool CanHandle(EventId id) => id == EventId.SendDelivery;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent is { Id: EventId.SendDelivery, Context: IDelivery { Message: OutgoingMessage message } delivery })
        {
            delivery.Tag = message.LockToken.ToByteArray();
        }
    }
}
