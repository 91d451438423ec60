using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Signal.Contracts.Bus;

namespace Signal.Bus;

/// <summary>
/// Sends to one queue: each session in order, in batches of the maximum size, all sessions concurrently. A batch never mixes sessions,
/// so it stays in one partition. Rejected messages are collected; the others are sent.
/// </summary>
internal sealed class QueueSender(ServiceBusSender sender)
{
    /// <summary>Sends messages; returns those that the broker rejected for their size or content.</summary>
    public async Task<IReadOnlyCollection<BusRefusal>> SendAsync(IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        var refused = new ConcurrentQueue<BusRefusal>();
        await Task.WhenAll(messages.GroupBy(message => message.SessionId)
            .Select(session => SendInOrderAsync(new Queue<BusMessage>(session), refused.Enqueue, cancellationToken)));
        return refused;
    }

    private async Task SendInOrderAsync(Queue<BusMessage> messages, Action<BusRefusal> refuse, CancellationToken cancellationToken)
    {
        while (messages.Count > 1)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            var packed = Pack(batch, messages, refuse);
            if (packed.Count > 0)
            {
                await SendBatchAsync(batch, packed, refuse, cancellationToken);
            }
            else if (messages.TryDequeue(out var large))
            {
                await SendOneAsync(large, refuse, cancellationToken);
            }
        }

        if (messages.TryDequeue(out var last))
        {
            await SendOneAsync(last, refuse, cancellationToken);
        }
    }

    private static List<BusMessage> Pack(ServiceBusMessageBatch batch, Queue<BusMessage> messages, Action<BusRefusal> refuse)
    {
        var packed = new List<BusMessage>();
        while (messages.TryPeek(out var next))
        {
            try
            {
                if (!batch.TryAddMessage(MessageMapping.ToAzure(next)))
                {
                    break;
                }

                packed.Add(next);
            }
            catch (ArgumentException error)
            {
                refuse(Refusal(next, error));
            }

            messages.Dequeue();
        }

        return packed;
    }

    /// <summary>
    /// A batch succeeds or fails as a whole. When the broker rejects it because of one message, its messages are sent individually, in
    /// order.
    /// </summary>
    private async Task SendBatchAsync(
        ServiceBusMessageBatch batch, List<BusMessage> packed, Action<BusRefusal> refuse, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendMessagesAsync(batch, cancellationToken);
        }
        catch (Exception error) when (BrokerErrors.IsRefusal(error))
        {
            foreach (var message in packed)
            {
                await SendOneAsync(message, refuse, cancellationToken);
            }
        }
    }

    private async Task SendOneAsync(BusMessage message, Action<BusRefusal> refuse, CancellationToken cancellationToken)
    {
        try
        {
            var azure = MessageMapping.ToAzure(message);
            try
            {
                await sender.SendMessageAsync(azure, cancellationToken);
            }
            catch (Exception error) when (BrokerErrors.IsNotAllowed(error))
            {
                await sender.SendMessageAsync(azure, cancellationToken);
            }
        }
        catch (Exception error) when (BrokerErrors.IsRefusal(error))
        {
            refuse(Refusal(message, error));
        }
    }

    private static BusRefusal Refusal(BusMessage message, Exception error) => new(message, BrokerErrors.IsTooLarge(error), error.Message);
}
