using Signal.ServiceBusEmulator.Amqp;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Management;

/// <summary>Schedules messages.</summary>
internal sealed class ScheduleMessages : IManagementOperation
{
    public string Name => "com.microsoft:schedule-message";

    public Map Execute(BrokerQueue queue, Map request)
    {
        var contents = request.ReadMany<Map>("messages").Select(entry => MessageCodec.Read((byte[])entry["message"])).ToList();
        return new() { ["sequence-numbers"] = queue.Schedule(contents).ToArray() };
    }
}
