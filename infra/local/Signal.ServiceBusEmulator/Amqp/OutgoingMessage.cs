using Amqp;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>A message on its way to a receiver; its lock token becomes the delivery tag.</summary>
internal sealed class OutgoingMessage(Guid lockToken) : Message
{
    public Guid LockToken { get; } = lockToken;
}
