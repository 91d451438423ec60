using Signal.ServiceBusEmulator.Amqp;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Peeks at messages without locking them.</summary>
internal sealed class PeekMessages : IManagementOperation
{
    public string Name => "com.microsoft:peek-message";

    public Map Execute(BrokerQueue queue, Map request)
    {
        var found = queue.Peek((long)request["from-sequence-number"], request.ReadCount("message-count"), request["session-id"] as string);
        if (found.Count == 0)
        {
            throw new BrokerException("com.microsoft:message-not-found", 204, "No more messages.");
        }

        var messages = new List();
        foreach (var delivery in found)
        {
            messages.Add(new Map { ["message"] = MessageCodec.Encode(MessageCodec.Write(delivery)) });
        }

        return new() { ["messages"] = messages };
    }
}
