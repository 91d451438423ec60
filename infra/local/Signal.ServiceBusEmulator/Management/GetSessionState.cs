using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Returns the session state.</summary>
internal sealed class GetSessionState : IManagementOperation
{
    public string Name => "com.microsoft:get-session-state";

    public Map Execute(BrokerQueue queue, Map request) =>
        new() { ["session-state"] = queue.GetSessionState(request.ReadSessionId()) };
}
