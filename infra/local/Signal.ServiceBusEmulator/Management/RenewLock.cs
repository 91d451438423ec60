using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Renews the locks on messages.</summary>
internal sealed class RenewLock : IManagementOperation
{
    public string Name => "com.microsoft:renew-lock";

    public Map Execute(BrokerQueue queue, Map request) =>
        new() { ["expirations"] = request.ReadMany<Guid>("lock-tokens").Select(token => queue.RenewLock(token).UtcDateTime).ToArray() };
}
