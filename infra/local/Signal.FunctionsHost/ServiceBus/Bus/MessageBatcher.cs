using Amqp;
using Amqp.Framing;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>
/// Packs messages into as few transfers as may be: neighbours of one session share a batch envelope (message format 0x80013700, each message a data
/// section), which the broker takes whole or not at all. https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-protocol-guide
/// </summary>
internal static class MessageBatcher
{
    public const uint BatchFormat = 0x80013700;

    /// <summary>Below the smallest limit that a namespace has for one transfer (256 KB), with room for the envelope.</summary>
    private const int MaxBatchBytes = 200 * 1024;

    public static List<Message> Pack(IReadOnlyList<BusMessage> messages)
    {
        var packed = new List<Message>();
        var group = new List<(Message Message, byte[] Bytes)>();
        var bytes = 0;
        string? session = null;
        foreach (var message in messages)
        {
            var amqp = MessageMapping.ToAmqp(message);
            var encoded = Encode(amqp);
            if (group.Count > 0 && (bytes + encoded.Length > MaxBatchBytes || message.SessionId != session))
            {
                packed.Add(Wrap(group));
                group.Clear();
                bytes = 0;
            }

            group.Add((amqp, encoded));
            bytes += encoded.Length;
            session = message.SessionId;
        }

        if (group.Count > 0)
        {
            packed.Add(Wrap(group));
        }

        return packed;
    }

    private static Message Wrap(List<(Message Message, byte[] Bytes)> group)
    {
        var first = group[0].Message;
        if (group.Count == 1)
        {
            return first;
        }

        var sections = new DataList();
        foreach (var (_, bytes) in group)
        {
            sections.Add(new Data { Binary = bytes });
        }

        var envelope = new Message { Format = BatchFormat, BodySection = sections, Properties = new Properties { MessageId = first.Properties.MessageId } };
        if (first.Properties.GroupId is { } session)
        {
            envelope.Properties.GroupId = session;
        }

        return envelope;
    }

    private static byte[] Encode(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }
}
