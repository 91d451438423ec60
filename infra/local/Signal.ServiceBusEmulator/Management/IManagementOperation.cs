using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>One operation of the management node.</summary>
internal interface IManagementOperation
{
    /// <summary>The value of the request's property <c>operation</c>.</summary>
    string Name { get; }

    /// <summary>Does it; the answer is the body of the reply.</summary>
    /// <exception cref="BrokerException">It is refused.</exception>
    Map Execute(BrokerQueue queue, Map request);
}
