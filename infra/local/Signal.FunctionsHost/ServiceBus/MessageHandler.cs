using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Signal.Bus;
using Signal.Bus.Amqp;
using Signal.Contracts.Bus;
using Signal.FunctionsHost.App;
using Signal.FunctionsHost.Invocation;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Calls a function for one message and settles it: completed when the call returns, given back when it throws. The broker counts and dead-letters.</summary>
internal sealed class MessageHandler(FunctionDefinition function, FunctionInvoker invoker, MessageParameters parameters, IServiceProvider services, ILogger logger)
{
    public async Task HandleAsync(BusReceiver receiver, BusDelivery delivery, CancellationToken abort)
    {
        try
        {
            if (await SucceedsAsync(receiver, delivery, abort))
            {
                // Confirmed, as the Azure SDK does it: the next message of a session must not be handled while this one may come again,
                // and a stop must not cut the settlement off.
                await receiver.CompleteAsync(delivery, confirm: true, CancellationToken.None);
            }
            else
            {
                receiver.Abandon(delivery);
            }
        }
        catch (Exception failure) when (failure is BusLockLostException or BusUnavailableException)
        {
            logger.LockLost($"message {delivery.Message.MessageId}", receiver.Queue, failure.Message);
        }
    }

    private async Task<bool> SucceedsAsync(BusReceiver receiver, BusDelivery delivery, CancellationToken abort)
    {
        try
        {
            _ = ActivityContext.TryParse(delivery.Message.TraceParent, null, isRemote: true, out var parent);
            await invoker.InvokeInScopeAsync(services, () => parameters.Bind(delivery, abort), "pubsub", parent);
            return true;
        }
        catch (Exception failure)
        {
            logger.MessageFailed(function.Name, delivery.Message.MessageId, receiver.Queue, delivery.DeliveryCount, failure);
            return false;
        }
    }
}
