using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// Handles the requests of one link to a request-response node. Each response is sent on the reply link that the request names.
/// </summary>
internal sealed class RequestNode(ReplyLinks replies, Func<Message, Message> answer) : LinkEndpoint
{
    public const int Credit = 100;

    public override void OnMessage(MessageContext messageContext)
    {
        var request = messageContext.Message;
        var connection = messageContext.Link.Session.Connection;
        var reply = answer(request);
        reply.Properties = new Properties();
        if (request.Properties?.GetMessageId() is { } id)
        {
            reply.Properties.SetCorrelationId(id);
        }

        var link = replies.Find(connection, request.Properties?.ReplyTo);
        messageContext.Complete();
        link?.SendMessage(reply);
    }

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}
