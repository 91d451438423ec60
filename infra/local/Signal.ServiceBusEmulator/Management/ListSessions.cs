using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Lists the sessions that have messages or state.</summary>
internal sealed class ListSessions : IManagementOperation
{
    public string Name => "com.microsoft:get-message-sessions";

    public Map Execute(BrokerQueue queue, Map request)
    {
        var skip = request.ReadCount("skip");
        var found = queue.ListSessions(skip, request.ReadCount("top")).ToArray();
        return new() { ["skip"] = skip + found.Length, ["sessions-ids"] = found };
    }
}
