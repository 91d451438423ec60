using Amqp.Framing;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>Converts broker errors to AMQP errors.</summary>
internal static class Conditions
{
    public static Error ToError(BrokerException error) => new(error.Condition) { Description = error.Message };
}
