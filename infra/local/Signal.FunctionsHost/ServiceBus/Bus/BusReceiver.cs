using System.Threading.Channels;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

/// <summary>
/// Receives from a queue, or from one session of it, under locks. It does not outlive its connection: when the link is lost, receiving throws
/// <see cref="BusUnavailableException"/> or <see cref="BusLockLostException"/>, and the owner opens another.
/// </summary>
public sealed partial class BusReceiver : IAsyncDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<Message> _received = Channel.CreateUnbounded<Message>(new() { SingleWriter = true });
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AmqpBusClient _client;
    private readonly ReceiverLink _link;
    private readonly TimeProvider _time;
    private int _disposed;

    private BusReceiver(AmqpBusClient client, string queue, ReceiverLink link, Attach answer, TimeProvider time)
    {
        _client = client;
        _link = link;
        _time = time;
        Queue = queue;
        SessionId = SessionFilter.ReadGranted(answer);
        SessionLockedUntil = SessionFilter.ReadLockedUntil(answer);
    }

    /// <summary>The queue's name, or the path of its dead-letter queue.</summary>
    public string Queue { get; }

    /// <summary>The session that was granted; null when the queue has no sessions.</summary>
    public string? SessionId { get; }

    /// <summary>When the lock on the session ends unless it is renewed; null when the queue has no sessions.</summary>
    public DateTimeOffset? SessionLockedUntil { get; private set; }

    /// <summary>Completes, without error, when nothing more can be received: the link was lost or disposed.</summary>
    public Task Closed => _closed.Task;

    internal static async Task<BusReceiver> OpenAsync(
        AmqpBusClient client, BusConnection connection, string queue, Map? filter, int prefetch, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = await connection.BeginAsync(queue, cancellationToken);
        var attach = new Attach
        {
            LinkName = $"{queue}-receiver-{Guid.NewGuid():N}",
            Source = new Source { Address = queue, FilterSet = filter },
            Target = new Target(),
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.First,
        };
        if (filter is not null)
        {
            attach.Properties = new Fields { [SessionFilter.TimeoutProperty] = (uint)timeout.TotalMilliseconds };
        }

        // The broker answers a wait for a session itself when the time is up; a little more is given to hear it.
        var patience = filter is null ? timeout : timeout + TimeSpan.FromSeconds(5);
        Attach? answer = null;
        var link = await LinkOpening.OpenReceiverAsync(session, attach, granted => answer = granted, patience, time, cancellationToken);
        var receiver = new BusReceiver(client, queue, link, answer!, time);
        link.AddClosedCallback((sender, error) => receiver.OnClosed(error ?? sender.Error));
        link.Start(prefetch, (_, message) => receiver._received.Writer.TryWrite(message));
        return receiver;
    }

    /// <summary>Waits for a message, at most <paramref name="maxWait"/>; null when none came.</summary>
    /// <exception cref="BusUnavailableException">The link was lost.</exception>
    /// <exception cref="BusLockLostException">The lock on the session was lost.</exception>
    public async Task<BusDelivery?> ReceiveAsync(TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (_received.Reader.TryRead(out var ready))
        {
            return MessageMapping.ToDelivery(ready);
        }

        using var bounded = new CancellationTokenSource(maxWait, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, cancellationToken);
        try
        {
            return MessageMapping.ToDelivery(await _received.Reader.ReadAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException ?? new BusUnavailableException($"The receiver of {Queue} is closed.");
        }
    }

    /// <summary>Closes the link and gives back what was received but not taken.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        try
        {
            await _link.Session.CloseAsync(CloseTimeout);
        }
        catch (Exception error) when (BusErrors.IsFromBroker(error))
        {
            OnClosed(_link.Error);
        }

        OnClosed(error: null);
        await GiveBackAsync();
    }

    /// <summary>A session's messages are free as soon as its link is closed; the others stay locked unless they are abandoned by their locks.</summary>
    private async Task GiveBackAsync()
    {
        var unread = new List<Guid>();
        while (_received.Reader.TryRead(out var message))
        {
            unread.Add(MessageMapping.ToDelivery(message).LockToken);
        }

        if (SessionId is not null || unread.Count == 0)
        {
            return;
        }

        using var bounded = new CancellationTokenSource(CloseTimeout, _time);
        try
        {
            await _client.ManageAsync(Queue, link => QueueManagement.SettleAsync(link, "abandoned", unread, sessionId: null, _link.Name, bounded.Token), bounded.Token);
        }
        catch (Exception error) when (error is BusUnavailableException or BusLockLostException or OperationCanceledException)
        {
            // They come again when their locks end.
            return;
        }
    }

    private void OnClosed(Error? error)
    {
        var lost = LinkOpening.Closed(error);
        _received.Writer.TryComplete(BusErrors.Is(lost, AmqpConditions.SessionLockLost)
            ? new BusLockLostException($"The lock on session {SessionId} of {Queue} was lost.", lost)
            : new BusUnavailableException($"The link to {Queue} was lost: {lost.Message}", lost));
        _closed.TrySetResult();
    }
}
