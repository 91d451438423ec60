using System.Threading.Channels;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Microsoft.Extensions.Logging;
using Signal.ServiceBusEmulator.Queues;

namespace Signal.ServiceBusEmulator.Amqp;

/// <summary>
/// The link to a client's receiver. One loop sends messages while the link has credit, in order and without holding the lock of a queue.
/// Message locks outlive the link, as in the service; the session lock does not.
/// </summary>
internal sealed partial class OutgoingLink : LinkEndpoint
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly LinkCredit _credit = new();
    private readonly BrokerQueue _queue;
    private readonly ListenerLink _link;
    private readonly ConnectionGates _gates;
    private readonly bool _andDelete;
    private readonly ILogger _logger;
    private SessionLock? _session;
    private IDisposable? _subscription;
    private volatile bool _draining;
    private volatile bool _sessionLost;
    private volatile bool _closed;

    public OutgoingLink(BrokerQueue queue, ListenerLink link, ConnectionGates gates, bool andDelete, ILogger logger)
    {
        _queue = queue;
        _link = link;
        _gates = gates;
        _andDelete = andDelete;
        _logger = logger;
    }

    /// <summary>Starts sending, under a session lock if there is one.</summary>
    public void Start(SessionLock? session)
    {
        _session = session;
        _link.AddClosedCallback((_, _) => OnClosed());
        _subscription = _queue.Subscribe(Wake);
        _ = PumpAsync();
    }

    /// <summary>Called when the lock on the session has expired.</summary>
    public void OnSessionLost()
    {
        _sessionLost = true;
        Wake();
    }

    public override void OnFlow(FlowContext flowContext)
    {
        _credit.OnFlow(flowContext.Messages);
        _draining = _link.IsDraining;
        Wake();
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // When a link closes, the library reports deliveries in flight as released; the message locks of the queue decide instead.
        if (_closed || _andDelete || dispositionContext.Message is not OutgoingMessage message)
        {
            return;
        }

        try
        {
            Settlement.Apply(_queue, message.LockToken, dispositionContext.DeliveryState);
            _link.DisposeMessage(message, Settlement.Answer(dispositionContext.DeliveryState), settled: true);
        }
        catch (BrokerException error)
        {
            var reason = _session is null ? error : BrokerException.SessionLockLost(_session.SessionId);
            _link.DisposeMessage(message, new Rejected { Error = Conditions.ToError(reason) }, settled: true);
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private void OnClosed()
    {
        _closed = true;
        _subscription?.Dispose();
        if (_session is not null)
        {
            _queue.ReleaseSession(_session);
        }

        _wake.Writer.TryComplete();
    }

    private async Task PumpAsync()
    {
        await foreach (var _ in _wake.Reader.ReadAllAsync())
        {
            try
            {
                await _gates.RunAsync(_link, HandOut);
            }
            catch (AmqpException error)
            {
                // The link is closing: messages that could not be sent are delivered again when their locks expire.
                LogNotSent(_logger, _link.Name, error.Message);
            }
            catch (Exception error)
            {
                LogBroken(_logger, _link.Name, error);
                throw;
            }
        }
    }

    private void HandOut()
    {
        if (_sessionLost)
        {
            _link.Close(TimeSpan.Zero, Conditions.ToError(BrokerException.SessionLockLost(_session!.SessionId)));
            return;
        }

        while (!_closed && _credit.IsAvailable && _queue.TryReceive(_session, _andDelete) is { } delivery)
        {
            _credit.Use();
            _link.SendMessage(MessageCodec.Write(delivery));
        }

        if (_draining && !_closed)
        {
            _draining = false;
            _credit.Clear();
            _link.SetCredit(0, drain: true, autoRestore: false);
        }
    }

    [LoggerMessage(EventIds.MessageNotSent, LogLevel.Debug, "Link {Link} is closing: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string link, string reason);

    [LoggerMessage(EventIds.LinkBroken, LogLevel.Critical, "Link {Link} stopped sending because of an unexpected error")]
    private static partial void LogBroken(ILogger logger, string link, Exception error);
}
