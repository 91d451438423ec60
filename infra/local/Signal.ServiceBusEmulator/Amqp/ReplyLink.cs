using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>The end of a reply link. Answers are sent settled and few at a time, so its credit need not be watched.</summary>
internal sealed class ReplyLink : LinkEndpoint
{
    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}
