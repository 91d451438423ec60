using Amqp;
using Amqp.Framing;

namespace Signal.Bus.Amqp;

/// <summary>A link that sends to one queue.</summary>
internal sealed class BusSender(SenderLink link, TimeSpan timeout, TimeProvider time)
{
    public bool IsClosed => link.IsClosed;

    public static async Task<BusSender> OpenAsync(BusConnection connection, string queue, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = await connection.BeginAsync(queue, cancellationToken);
        var attach = new Attach
        {
            LinkName = $"{queue}-sender-{Guid.NewGuid():N}",
            Source = new Source(),
            Target = new Target { Address = queue },
        };
        var link = await LinkOpening.OpenSenderAsync(session, attach, timeout, time, cancellationToken);
        return new(link, timeout, time);
    }

    /// <summary>Sends all at once and waits for every answer; removes from <paramref name="messages"/> what the broker has taken.</summary>
    public async Task SendAsync(List<Message> messages, CancellationToken cancellationToken)
    {
        var answers = messages.Select(Send).ToList();
        try
        {
            await Task.WhenAll(answers).WaitAsync(timeout, time, cancellationToken);
        }
        finally
        {
            for (var i = answers.Count - 1; i >= 0; i--)
            {
                if (answers[i].IsCompletedSuccessfully)
                {
                    messages.RemoveAt(i);
                }
            }
        }
    }

    public void Close() => link.Session.Abandon();

    private Task Send(Message message)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            link.Send(message, deliveryState: null, (_, _, outcome, _) => Settle(outcome, answer), state: null);
        }
        catch (AmqpException error)
        {
            answer.TrySetException(error);
        }

        return answer.Task;
    }

    private static void Settle(Outcome? outcome, TaskCompletionSource answer)
    {
        if (outcome is Accepted)
        {
            answer.TrySetResult();
        }
        else
        {
            answer.TrySetException(LinkOpening.Closed((outcome as Rejected)?.Error));
        }
    }
}
