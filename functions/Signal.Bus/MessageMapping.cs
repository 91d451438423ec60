using Azure.Messaging.ServiceBus;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>Converts between <see cref="BusMessage"/> and the message types of the Azure SDK.</summary>
internal static class MessageMapping
{
    public static ServiceBusMessage ToAzure(BusMessage message)
    {
        var azure = new ServiceBusMessage(message.Body) { MessageId = message.MessageId ?? Guid.NewGuid().ToString("N"), ContentType = "application/json" };
        if (message.SessionId is not null)
        {
            azure.SessionId = message.SessionId;
        }

        if (message.TimeToLive is { } timeToLive)
        {
            azure.TimeToLive = timeToLive;
        }

        if ((message.TraceParent ?? BusActivity.CurrentTraceParent) is { } traceParent)
        {
            azure.ApplicationProperties[BusActivity.TraceParentProperty] = traceParent;
            azure.ApplicationProperties[BusActivity.DiagnosticIdProperty] = traceParent;
        }

        return azure;
    }

    public static BusMessage FromAzure(ServiceBusReceivedMessage azure) => new()
    {
        Body = azure.Body.ToMemory(),
        MessageId = azure.MessageId,
        SessionId = azure.SessionId,
        TimeToLive = azure.TimeToLive == TimeSpan.MaxValue ? null : azure.TimeToLive,
        TraceParent = Property(azure, BusActivity.TraceParentProperty) ?? Property(azure, BusActivity.DiagnosticIdProperty),
    };

    private static string? Property(ServiceBusReceivedMessage azure, string name) =>
        azure.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;
}
