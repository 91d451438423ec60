using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>Between the bus's messages and AMQP's, as Service Bus maps them (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide#messages).</summary>
internal static class MessageMapping
{
    private static readonly Symbol SequenceNumber = "x-opt-sequence-number";
    private static readonly Symbol EnqueuedTime = "x-opt-enqueued-time";
    private static readonly Symbol LockedUntil = "x-opt-locked-until";

    public static Message ToAmqp(BusMessage message)
    {
        var traceParent = message.TraceParent ?? BusActivity.CurrentTraceParent;
        var amqp = new Message
        {
            BodySection = new Data { Binary = message.Body.ToArray() },
            Properties = new Properties { MessageId = message.MessageId ?? Guid.NewGuid().ToString("N"), ContentType = "application/json" },
        };
        if (message.SessionId is not null)
        {
            amqp.Properties.GroupId = message.SessionId;
        }

        if (message.TimeToLive is { } timeToLive)
        {
            amqp.Header = new Header { Ttl = (uint)Math.Clamp(timeToLive.TotalMilliseconds, 1, uint.MaxValue) };
        }

        if (traceParent is not null)
        {
            amqp.ApplicationProperties = new ApplicationProperties
            {
                [BusActivity.TraceParentProperty] = traceParent,
                [BusActivity.DiagnosticIdProperty] = traceParent,
            };
        }

        return amqp;
    }

    public static BusDelivery ToDelivery(Message amqp)
    {
        var properties = ReadProperties(amqp.ApplicationProperties);
        return new BusDelivery(amqp)
        {
            Message = new BusMessage
            {
                Body = ReadBody(amqp),
                MessageId = amqp.Properties?.GetMessageId()?.ToString(),
                SessionId = amqp.Properties?.GroupId,
                TimeToLive = amqp.Header is { Ttl: > 0 } header ? TimeSpan.FromMilliseconds(header.Ttl) : null,
                TraceParent = (properties.GetValueOrDefault(BusActivity.TraceParentProperty) ?? properties.GetValueOrDefault(BusActivity.DiagnosticIdProperty)) as string,
            },
            LockToken = amqp.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty,
            DeliveryCount = (int)(amqp.Header?.DeliveryCount ?? 0) + 1,
            SequenceNumber = amqp.MessageAnnotations?[SequenceNumber] as long? ?? 0,
            EnqueuedAt = ReadTime(amqp.MessageAnnotations?[EnqueuedTime]),
            LockedUntil = ReadTime(amqp.MessageAnnotations?[LockedUntil]),
            Subject = amqp.Properties?.Subject,
            ContentType = amqp.Properties?.ContentType,
            CorrelationId = amqp.Properties?.GetCorrelationId()?.ToString(),
            Properties = properties,
        };
    }

    private static byte[] ReadBody(Message amqp) => amqp.Body switch
    {
        byte[] bytes => bytes,
        Data[] sections => sections.SelectMany(section => section.Binary).ToArray(),
        string text => System.Text.Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    private static Dictionary<string, object?> ReadProperties(ApplicationProperties? properties) =>
        properties?.Map.ToDictionary(pair => (string)pair.Key, pair => (object?)pair.Value, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);

    private static DateTimeOffset ReadTime(object? value) => value is DateTime time ? new DateTimeOffset(time.ToUniversalTime()) : default;
}
