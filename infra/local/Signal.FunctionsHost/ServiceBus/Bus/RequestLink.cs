using System.Collections.Concurrent;
using Amqp;
using Amqp.Framing;

namespace Signal.Bus.Amqp;

/// <summary>A pair of links to a request-response node (<c>$cbs</c>, <c>queue/$management</c>); many requests may be under way at once.</summary>
internal sealed class RequestLink : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _pending = new(StringComparer.Ordinal);
    private readonly string _replyTo = $"reply-{Guid.NewGuid():N}";
    private readonly Session _session;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private SenderLink? _sender;
    private ReceiverLink? _receiver;

    private RequestLink(Session session, TimeSpan timeout, TimeProvider time)
    {
        _session = session;
        _timeout = timeout;
        _time = time;
    }

    public bool IsClosed => _sender is not { IsClosed: false } || _receiver is not { IsClosed: false };

    public static async Task<RequestLink> OpenAsync(
        Connection connection, string address, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var link = new RequestLink(new Session(connection), timeout, time);
        try
        {
            await link.OpenLinksAsync(address, cancellationToken);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request and waits for the message that answers it.</summary>
    public async Task<Message> RequestAsync(Message request, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("N");
        request.Properties = new Properties { MessageId = id, ReplyTo = _replyTo };
        var answer = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = answer;
        try
        {
            _sender!.Send(request, deliveryState: null, (_, _, outcome, _) => OnOutcome(outcome, answer), state: null);
            return await answer.Task.WaitAsync(_timeout, _time, cancellationToken);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    public ValueTask DisposeAsync()
    {
        _session.Abandon();
        FailPending(error: null);
        return ValueTask.CompletedTask;
    }

    private static void OnOutcome(Outcome? outcome, TaskCompletionSource<Message> answer)
    {
        if (outcome is not Accepted)
        {
            answer.TrySetException(LinkOpening.Closed((outcome as Rejected)?.Error));
        }
    }

    private async Task OpenLinksAsync(string address, CancellationToken cancellationToken)
    {
        var answers = new Attach
        {
            LinkName = _replyTo,
            Source = new Source { Address = address },
            Target = new Target { Address = _replyTo },
            SndSettleMode = SenderSettleMode.Settled,
        };
        var requests = new Attach
        {
            LinkName = $"{_replyTo}-requests",
            Source = new Source { Address = _replyTo },
            Target = new Target { Address = address },
        };
        _receiver = await LinkOpening.OpenReceiverAsync(_session, answers, _ => { }, _timeout, _time, cancellationToken);
        _sender = await LinkOpening.OpenSenderAsync(_session, requests, _timeout, _time, cancellationToken);
        _receiver.AddClosedCallback((sender, error) => FailPending(error ?? sender.Error));
        _sender.AddClosedCallback((sender, error) => FailPending(error ?? sender.Error));
        _receiver.Start(100, OnAnswer);
    }

    private void OnAnswer(IReceiverLink receiver, Message message)
    {
        receiver.Accept(message);
        if (message.Properties?.CorrelationId is { } id && _pending.TryRemove(id, out var answer))
        {
            answer.TrySetResult(message);
        }
    }

    private void FailPending(Error? error)
    {
        foreach (var (id, answer) in _pending)
        {
            if (_pending.TryRemove(id, out _))
            {
                answer.TrySetException(LinkOpening.Closed(error));
            }
        }
    }
}
