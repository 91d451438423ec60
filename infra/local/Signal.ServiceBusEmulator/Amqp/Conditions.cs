using Amqp.Framing;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>AMQP errors out of the broker's.</summary>
internal static class Conditions
{
    public static Error ToError(BrokerException error) => new(error.Condition) { Description = error.Message };
}
