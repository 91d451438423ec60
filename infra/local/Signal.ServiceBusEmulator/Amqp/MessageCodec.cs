using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// Converts between AMQP messages and queue messages. The annotations and the batch format are specified in
/// https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide.
/// </summary>
internal static class MessageCodec
{
    private const uint BatchFormat = 0x80013700;

    private static readonly Symbol SequenceNumber = "x-opt-sequence-number";
    private static readonly Symbol EnqueuedSequenceNumber = "x-opt-enqueue-sequence-number";
    private static readonly Symbol EnqueuedTime = "x-opt-enqueued-time";
    private static readonly Symbol LockedUntil = "x-opt-locked-until";
    private static readonly Symbol DeadLetterSource = "x-opt-deadletter-source";
    private static readonly Symbol State = "x-opt-message-state";

    /// <summary>Decodes a transfer: one message, or the messages of a batch envelope.</summary>
    public static IReadOnlyList<MessageContent> ReadTransfer(Message message) => message.Format != BatchFormat
        ? [Read(message)]
        : message.Body switch
        {
            byte[] single => [Read(single)],
            Data[] sections => [.. sections.Select(section => Read(section.Binary))],
            _ => throw BrokerException.NotAllowed("The body of a batch must be data sections."),
        };

    public static MessageContent Read(byte[] encoded) => Read(Message.Decode(new ByteBuffer(encoded, 0, encoded.Length, encoded.Length)));

    /// <summary>Encodes a message for a receiver.</summary>
    public static OutgoingMessage Write(Delivery delivery) => new(delivery.LockToken ?? Guid.NewGuid())
    {
        Header = WriteHeader(delivery),
        MessageAnnotations = WriteAnnotations(delivery),
        Properties = WriteProperties(delivery),
        ApplicationProperties = delivery.Content.ApplicationProperties,
        BodySection = delivery.Content.Body,
        Footer = delivery.Content.Footer,
    };

    public static byte[] Encode(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static MessageContent Read(Message message) => new()
    {
        Header = message.Header,
        Annotations = message.MessageAnnotations,
        Properties = WithId(message.Properties ?? new Properties()),
        ApplicationProperties = message.ApplicationProperties,
        Body = Detach(message.BodySection),
        Footer = message.Footer,
        Size = Encode(message).Length,
    };

    private static Properties WithId(Properties properties)
    {
        if (properties.GetMessageId() is null)
        {
            properties.MessageId = Guid.NewGuid().ToString("N");
        }

        return properties;
    }

    /// <summary>Copies data out of the connection's buffer, which is reused.</summary>
    private static RestrictedDescribed? Detach(RestrictedDescribed? body)
    {
        switch (body)
        {
            case Data data:
                return new Data { Binary = data.Binary };
            case DataList sections:
                var copy = new DataList();
                for (var i = 0; i < sections.Count; i++)
                {
                    copy.Add(new Data { Binary = sections[i].Binary });
                }

                return copy;
            default:
                return body;
        }
    }

    private static Header WriteHeader(Delivery delivery)
    {
        var header = new Header { Durable = true, DeliveryCount = (uint)delivery.DeliveryCount };
        if (delivery.Content.Header is { Ttl: > 0 } original)
        {
            header.Ttl = original.Ttl;
        }

        return header;
    }

    private static Properties WriteProperties(Delivery delivery)
    {
        var properties = new Properties();
        if (delivery.Content.Properties is { } original)
        {
            foreach (var copy in PropertyCopies)
            {
                copy(original, properties);
            }
        }

        if (delivery.ExpiresAt is { } expiresAt)
        {
            properties.CreationTime = delivery.EnqueuedAt.UtcDateTime;
            properties.AbsoluteExpiryTime = expiresAt.UtcDateTime;
        }

        return properties;
    }

    private static readonly Action<Properties, Properties>[] PropertyCopies =
    [
        Copy(from => from.GetMessageId(), (to, value) => to.SetMessageId(value)),
        Copy(from => from.GetCorrelationId(), (to, value) => to.SetCorrelationId(value)),
        Copy(from => from.UserId, (to, value) => to.UserId = value),
        Copy(from => from.To, (to, value) => to.To = value),
        Copy(from => from.Subject, (to, value) => to.Subject = value),
        Copy(from => from.ReplyTo, (to, value) => to.ReplyTo = value),
        Copy(from => from.ContentType, (to, value) => to.ContentType = value),
        Copy(from => from.ContentEncoding, (to, value) => to.ContentEncoding = value),
        Copy(from => from.GroupId, (to, value) => to.GroupId = value),
        Copy(from => from.ReplyToGroupId, (to, value) => to.ReplyToGroupId = value),
    ];

    private static Action<Properties, Properties> Copy<T>(Func<Properties, T?> read, Action<Properties, T> write)
        where T : class =>
        (from, to) =>
        {
            if (read(from) is { } value)
            {
                write(to, value);
            }
        };

    private static MessageAnnotations WriteAnnotations(Delivery delivery)
    {
        var annotations = new MessageAnnotations();
        foreach (var (key, value) in delivery.Content.Annotations?.Map ?? [])
        {
            annotations.Map[key] = value;
        }

        annotations[SequenceNumber] = delivery.SequenceNumber;
        annotations[EnqueuedSequenceNumber] = delivery.SequenceNumber;
        annotations[EnqueuedTime] = delivery.EnqueuedAt.UtcDateTime;
        annotations[State] = (int)delivery.State;
        if (delivery.LockedUntil is { } lockedUntil)
        {
            annotations[LockedUntil] = lockedUntil.UtcDateTime;
        }

        if (delivery.DeadLetterSource is { } source)
        {
            annotations[DeadLetterSource] = source;
        }

        return annotations;
    }
}
