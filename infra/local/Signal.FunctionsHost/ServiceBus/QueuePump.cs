using Microsoft.Extensions.Logging;
using Signal.Bus.Amqp;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Receives from a queue without sessions: up to <c>maxConcurrentCalls</c> messages are handled at once, each with its lock renewed.</summary>
internal sealed class QueuePump(AmqpBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler, TimeProvider time, ILogger logger)
    : IMessagePump
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Opens one receiver and handles what it receives until the link is lost or it is time to stop; returns when all calls have ended.</summary>
    public async Task RunAsync(Action connected, CancellationToken stopping, CancellationToken abort)
    {
        await using var receiver = await client.OpenReceiverAsync(queue, settings.MaxConcurrentCalls + settings.PrefetchCount, stopping);
        connected();
        using var slots = new CallSlots(settings.MaxConcurrentCalls);
        try
        {
            while (true)
            {
                await slots.TakeAsync(stopping);
                if (await ReceiveAsync(receiver, slots, stopping) is not { } delivery)
                {
                    return;
                }

                slots.Start(() => HandleAsync(receiver, delivery, abort));
            }
        }
        finally
        {
            await slots.DrainAsync();
        }
    }

    private static async Task<BusDelivery?> ReceiveAsync(BusReceiver receiver, CallSlots slots, CancellationToken stopping)
    {
        BusDelivery? delivery = null;
        try
        {
            return delivery = await receiver.ReceiveAsync(Patience, stopping);
        }
        finally
        {
            if (delivery is null)
            {
                slots.Return();
            }
        }
    }

    private async Task HandleAsync(BusReceiver receiver, BusDelivery delivery, CancellationToken abort)
    {
        var what = $"message {delivery.Message.MessageId}";
        if (delivery.LockedUntil <= time.GetUtcNow())
        {
            logger.LockLost(what, queue, "it waited too long for its turn");
            return;
        }

        await using var renewal = new LockRenewal(what, queue, cancellationToken => receiver.RenewLockAsync(delivery, cancellationToken), settings.MaxAutoLockRenewalDuration, time, logger)
            .Start(delivery.LockedUntil);
        await handler.HandleAsync(receiver, delivery, abort);
    }
}
