using Signal.ServiceBusEmulator.Amqp;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Receives deferred messages by sequence number.</summary>
internal sealed class ReceiveDeferred : IManagementOperation
{
    public string Name => "com.microsoft:receive-by-sequence-number";

    private const uint Delete = 0;

    public Map Execute(BrokerQueue queue, Map request)
    {
        var andDelete = (uint)request["receiver-settle-mode"] == Delete;
        var messages = new List();
        foreach (var delivery in queue.ReceiveDeferred(request.ReadMany<long>("sequence-numbers"), request["session-id"] as string, andDelete))
        {
            var message = MessageCodec.Write(delivery);
            messages.Add(new Map { ["message"] = MessageCodec.Encode(message), ["lock-token"] = message.LockToken });
        }

        return new() { ["messages"] = messages };
    }
}
