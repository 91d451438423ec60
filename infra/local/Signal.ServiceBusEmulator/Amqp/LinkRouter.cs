using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Extensions.Logging;
using Signal.ServiceBusEmulator.Cbs;
using Signal.ServiceBusEmulator.Management;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>Attaches each link that a client opens to the node at its address.</summary>
internal sealed partial class LinkRouter(
    IReadOnlyDictionary<string, BrokerQueue> queues,
    ConnectionGates gates,
    SessionAcceptor sessions,
    CbsNode cbs,
    AccessRules access,
    ILogger<LinkRouter> logger) : ILinkProcessor
{
    private readonly ReplyLinks _replies = new();

    public void Process(AttachContext attachContext)
    {
        var address = attachContext.Attach.Role ? (attachContext.Attach.Source as Source)?.Address : (attachContext.Attach.Target as Target)?.Address;
        try
        {
            LogAttach(logger, attachContext.Attach.LinkName, address);
            Route(attachContext, address ?? string.Empty);
        }
        catch (BrokerException error)
        {
            LogRefused(logger, attachContext.Attach.LinkName, error.Message);
            attachContext.Complete(Conditions.ToError(error));
        }
    }

    private void Route(AttachContext context, string address)
    {
        if (address.Equals(EntityPath.Cbs, StringComparison.OrdinalIgnoreCase))
        {
            Request(context, cbs.Answer);
            return;
        }

        var path = EntityPath.Parse(address);
        if (!path.IsManagement && !(context.Attach.Role ? access.Listen : access.Send))
        {
            throw BrokerException.Unauthorized(context.Attach.Role ? "Listen" : "Send", address);
        }

        var queue = queues.TryGetValue(path.Queue, out var found) ? (path.IsDeadLetter ? found.DeadLetters! : found) : throw BrokerException.NotFound(address);
        if (path.IsManagement)
        {
            Request(context, request => ManagementNode.Answer(queue, request));
        }
        else if (context.Attach.Role)
        {
            Receive(context, queue);
        }
        else if (path.IsDeadLetter)
        {
            throw BrokerException.NotAllowed("Messages cannot be sent to a dead-letter queue.");
        }
        else
        {
            context.Attach.MaxMessageSize = BrokerQueue.MaxMessageBytes;
            context.Complete(new IncomingLink(queue), IncomingLink.Credit);
        }
    }

    private void Request(AttachContext context, Func<global::Amqp.Message, global::Amqp.Message> answer)
    {
        if (context.Attach.Role)
        {
            context.Attach.SndSettleMode = SenderSettleMode.Settled;
            _replies.Add(context.Link, context.Attach);
            context.Complete(new ReplyLink(), 0);
        }
        else
        {
            context.Complete(new RequestNode(_replies, answer), RequestNode.Credit);
        }
    }

    private void Receive(AttachContext context, BrokerQueue queue)
    {
        var filter = (context.Attach.Source as Source)?.FilterSet;
        var asksForSession = filter is not null && filter.ContainsKey(SessionAcceptor.Filter);
        if (asksForSession != queue.Description.RequiresSession)
        {
            throw BrokerException.NotAllowed(asksForSession
                ? $"Queue '{queue.Name}' has no sessions."
                : $"Queue '{queue.Name}' requires sessions: a receiver must request one.");
        }

        var link = new OutgoingLink(queue, context.Link, gates, context.Attach.SndSettleMode == SenderSettleMode.Settled, logger);
        if (asksForSession)
        {
            sessions.Accept(context, queue, link);
        }
        else
        {
            context.Complete(link, 0);
            link.Start(session: null);
        }
    }

    [LoggerMessage(EventIds.LinkAttached, LogLevel.Debug, "Link {Link} attached to {Address}")]
    private static partial void LogAttach(ILogger logger, string link, string? address);

    [LoggerMessage(EventIds.LinkRefused, LogLevel.Information, "Rejected link {Link}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string link, string reason);
}
