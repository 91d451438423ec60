using Amqp;
using Amqp.Framing;

namespace Signal.Bus.Amqp;

/// <summary>Opens links and waits for the broker's answer: a refused link is attached without a terminus and then closed with the reason.</summary>
internal static class LinkOpening
{
    public static Task<SenderLink> OpenSenderAsync(Session session, Attach attach, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(onAttached => new SenderLink(session, attach.LinkName, attach, onAttached), answer => answer.Target is not null, timeout, time, cancellationToken);

    public static Task<ReceiverLink> OpenReceiverAsync(
        Session session, Attach attach, Action<Attach> onAnswer, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        bool Granted(Attach answer)
        {
            var granted = answer.Source is not null;
            if (granted)
            {
                onAnswer(answer);
            }

            return granted;
        }

        return OpenAsync(onAttached => new ReceiverLink(session, attach.LinkName, attach, onAttached), Granted, timeout, time, cancellationToken);
    }

    private static async Task<TLink> OpenAsync<TLink>(
        Func<OnAttached, TLink> create, Func<Attach, bool> granted, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
        where TLink : Link
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var link = create((_, answer) =>
        {
            if (granted(answer))
            {
                opened.TrySetResult();
            }
        });
        link.AddClosedCallback((sender, error) => opened.TrySetException(Closed(error ?? sender.Error)));
        try
        {
            await opened.Task.WaitAsync(timeout, time, cancellationToken);
            return link;
        }
        catch
        {
            // The whole session: it is the link's own, and a detach that crosses the answer to the attach would break the connection.
            link.Session.Abandon();
            throw;
        }
    }

    /// <summary>The exception of a link that the other side closed.</summary>
    public static AmqpException Closed(Error? error) =>
        new(error ?? new Error(ErrorCode.DetachForced) { Description = "The broker closed the link." });
}
