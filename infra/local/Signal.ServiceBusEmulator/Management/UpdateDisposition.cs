using Signal.ServiceBusEmulator.Amqp;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Settles messages by lock token; fails when a lock is lost.</summary>
internal sealed class UpdateDisposition : IManagementOperation
{
    public string Name => "com.microsoft:update-disposition";

    public Map Execute(BrokerQueue queue, Map request)
    {
        var properties = Settlement.Properties(request["properties-to-modify"] as Map);
        foreach (var token in request.ReadMany<Guid>("lock-tokens"))
        {
            switch (request["disposition-status"] as string)
            {
                case "completed":
                    queue.Complete(token);
                    break;
                case "abandoned":
                    queue.Abandon(token, properties);
                    break;
                case "defered":
                    queue.Defer(token, properties);
                    break;
                case "suspended":
                    queue.DeadLetter(token, request["deadletter-reason"] as string, request["deadletter-description"] as string, properties);
                    break;
                default:
                    throw BrokerException.NotAllowed($"Unknown disposition status: {request["disposition-status"]}.");
            }
        }

        return [];
    }
}
