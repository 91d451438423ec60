using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>One operation of the management node.</summary>
internal interface IManagementOperation
{
    /// <summary>The value of the request property <c>operation</c>.</summary>
    string Name { get; }

    /// <summary>Executes the operation; returns the body of the response.</summary>
    /// <exception cref="BrokerException">The operation is rejected.</exception>
    Map Execute(BrokerQueue queue, Map request);
}
