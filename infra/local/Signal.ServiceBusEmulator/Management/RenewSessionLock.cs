using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Renews the lock on a session.</summary>
internal sealed class RenewSessionLock : IManagementOperation
{
    public string Name => "com.microsoft:renew-session-lock";

    public Map Execute(BrokerQueue queue, Map request) =>
        new() { ["expiration"] = queue.RenewSession(request.ReadSessionId()).UtcDateTime };
}
