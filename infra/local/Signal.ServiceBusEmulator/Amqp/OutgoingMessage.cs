using Amqp;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>A message that is sent to a receiver, with the lock token as the delivery tag.</summary>
internal sealed class OutgoingMessage(Guid lockToken) : Message
{
    public Guid LockToken { get; } = lockToken;
}
