using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Google.Protobuf;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Protocol;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Converts messages to invocation requests: bodies as text or bytes, and trigger metadata with the names in
/// https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#message-metadata.
/// </summary>
internal static class MessageInput
{
    /// <summary>Creates the invocation for one message, or for a batch when the trigger is batched.</summary>
    public static InvocationRequest Create(ServiceBusTrigger trigger, IReadOnlyList<ServiceBusReceivedMessage> messages)
    {
        var request = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            InputData = { new ParameterBinding { Name = trigger.Parameter, Data = Data(trigger, messages) } },
            TraceContext = trigger.Batches ? new() : Trace(messages[0]),
        };
        foreach (var (name, read) in Metadata)
        {
            if (trigger.Batches)
            {
                request.TriggerMetadata.Add(name + "Array", Json(messages.Select(read)));
            }
            else if (read(messages[0]) is { } value)
            {
                request.TriggerMetadata.Add(name, value as string is { } text ? new TypedData { String = text } : Json(value));
            }
        }

        if (messages[0].SessionId is { } sessionId && trigger.Batches)
        {
            request.TriggerMetadata.Add("SessionId", new TypedData { String = sessionId });
        }

        return request;
    }

    private static readonly (string Name, Func<ServiceBusReceivedMessage, object?> Read)[] Metadata =
    [
        ("MessageId", message => message.MessageId),
        ("SessionId", message => message.SessionId),
        ("DeliveryCount", message => message.DeliveryCount),
        ("SequenceNumber", message => message.SequenceNumber),
        ("EnqueuedTimeUtc", message => message.EnqueuedTime.UtcDateTime),
        ("ExpiresAtUtc", message => message.ExpiresAt.UtcDateTime),
        ("ContentType", message => message.ContentType),
        ("CorrelationId", message => message.CorrelationId),
        ("Subject", message => message.Subject),
        ("Label", message => message.Subject),
        ("To", message => message.To),
        ("ReplyTo", message => message.ReplyTo),
        ("ReplyToSessionId", message => message.ReplyToSessionId),
        ("PartitionKey", message => message.PartitionKey),
        ("LockToken", message => message.LockToken),
        ("DeadLetterSource", message => message.DeadLetterSource),
        ("ApplicationProperties", message => message.ApplicationProperties),
        ("UserProperties", message => message.ApplicationProperties),
    ];

    private static TypedData Data(ServiceBusTrigger trigger, IReadOnlyList<ServiceBusReceivedMessage> messages) => trigger switch
    {
        { Batches: true, Binary: true } => new() { CollectionBytes = new() { Bytes = { messages.Select(Bytes) } } },
        { Batches: true } => new() { CollectionString = new() { String = { messages.Select(Text) } } },
        { Binary: true } => new() { Bytes = Bytes(messages[0]) },
        _ => new() { String = Text(messages[0]) },
    };

    private static ByteString Bytes(ServiceBusReceivedMessage message) => ByteString.CopyFrom(message.Body.ToMemory().Span);

    private static string Text(ServiceBusReceivedMessage message) => message.Body.ToString();

    private static TypedData Json(object value) => new() { Json = JsonSerializer.Serialize(value) };

    private static RpcTraceContext Trace(ServiceBusReceivedMessage message)
    {
        return new()
        {
            TraceParent = Property("Diagnostic-Id") ?? Property("traceparent") ?? "",
            TraceState = Property("tracestate") ?? "",
        };

        string? Property(string name) => message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;
    }
}
