using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Sets the session state.</summary>
internal sealed class SetSessionState : IManagementOperation
{
    public string Name => "com.microsoft:set-session-state";

    public Map Execute(BrokerQueue queue, Map request)
    {
        queue.SetSessionState(request.ReadSessionId(), request["session-state"] as byte[]);
        return [];
    }
}
