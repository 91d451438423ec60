using Azure.Messaging.ServiceBus;
using Signal.Contracts.Bus;

namespace Signal.Bus.Azure;

/// <summary>Sends in batches: neighbours of one session share a batch, as large as the namespace allows.</summary>
internal static class BatchSending
{
    public static async Task SendAsync(ServiceBusSender sender, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        var next = 0;
        while (next < messages.Count)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            var session = messages[next].SessionId;
            var first = next;
            while (next < messages.Count && messages[next].SessionId == session && batch.TryAddMessage(MessageMapping.ToAzure(messages[next])))
            {
                next++;
            }

            if (next == first)
            {
                throw new ServiceBusException("The message is larger than the namespace takes.", ServiceBusFailureReason.MessageSizeExceeded, sender.EntityPath);
            }

            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }
}
