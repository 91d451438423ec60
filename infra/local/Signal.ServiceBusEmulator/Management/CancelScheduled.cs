using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Cancels scheduled messages.</summary>
internal sealed class CancelScheduled : IManagementOperation
{
    public string Name => "com.microsoft:cancel-scheduled-message";

    public Map Execute(BrokerQueue queue, Map request)
    {
        queue.CancelScheduled(request.ReadMany<long>("sequence-numbers"));
        return [];
    }
}
