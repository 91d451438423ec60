using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Signal.ServiceBusEmulator.Entities;

/// <summary>
/// The queue declarations in the format of Microsoft's container emulator
/// (https://learn.microsoft.com/azure/service-bus-messaging/test-locally-with-service-bus-emulator).
/// </summary>
public static class OfficialConfig
{
    /// <summary>The maximum time to live that the container emulator supports.</summary>
    private static readonly TimeSpan LongestTimeToLive = TimeSpan.FromHours(1);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The content of the emulator's <c>Config.json</c>.</summary>
    public static string Write(IEnumerable<QueueDescription> queues) => new JsonObject
    {
        ["UserConfig"] = new JsonObject
        {
            ["Namespaces"] = new JsonArray(new JsonObject
            {
                ["Name"] = "sbemulatorns",
                ["Queues"] = new JsonArray([.. queues.Select(Queue)]),
                ["Topics"] = new JsonArray(),
            }),
            ["Logging"] = new JsonObject { ["Type"] = "Console" },
        },
    }.ToJsonString(Indented);

    private static JsonObject Queue(QueueDescription queue) => new()
    {
        ["Name"] = queue.Name,
        ["Properties"] = new JsonObject
        {
            ["DeadLetteringOnMessageExpiration"] = queue.DeadLetteringOnMessageExpiration,
            ["DefaultMessageTimeToLive"] = Duration(queue.DefaultMessageTimeToLive < LongestTimeToLive ? queue.DefaultMessageTimeToLive : LongestTimeToLive),
            ["DuplicateDetectionHistoryTimeWindow"] = Duration(queue.DuplicateDetectionHistoryTimeWindow),
            ["ForwardDeadLetteredMessagesTo"] = string.Empty,
            ["ForwardTo"] = string.Empty,
            ["LockDuration"] = Duration(queue.LockDuration),
            ["MaxDeliveryCount"] = queue.MaxDeliveryCount,
            ["RequiresDuplicateDetection"] = queue.RequiresDuplicateDetection,
            ["RequiresSession"] = queue.RequiresSession,
        },
    };

    private static string Duration(TimeSpan value) => XmlConvert.ToString(value);
}
