using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>The endpoint of a reply link. Responses are few and sent settled, so credit is not tracked.</summary>
internal sealed class ReplyLink : LinkEndpoint
{
    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}
