using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Stores bytes with a session.</summary>
internal sealed class SetSessionState : IManagementOperation
{
    public string Name => "com.microsoft:set-session-state";

    public Map Execute(BrokerQueue queue, Map request)
    {
        queue.SetSessionState(request.ReadSessionId(), request["session-state"] as byte[]);
        return [];
    }
}
