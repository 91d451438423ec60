using Amqp.Listener;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>The link from a client's sender to a queue.</summary>
internal sealed class IncomingLink(BrokerQueue queue) : LinkEndpoint
{
    /// <summary>The number of messages that a client can send without acknowledgement.</summary>
    public const int Credit = 1000;

    public override void OnMessage(MessageContext messageContext)
    {
        try
        {
            queue.Enqueue(MessageCodec.ReadTransfer(messageContext.Message));
            messageContext.Complete();
        }
        catch (BrokerException error)
        {
            messageContext.Complete(Conditions.ToError(error));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}
