using Microsoft.Extensions.Logging;
using Signal.Contracts.Bus;

namespace Signal.Bus.Amqp;

public sealed partial class AmqpBusClient
{
    /// <summary>Sends messages; on a lost connection those not yet acknowledged are sent again, until <see cref="BusOptions.SendTimeout"/> is over.</summary>
    /// <exception cref="BusUnavailableException">The broker did not take all of them.</exception>
    public async Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        using var activity = BusActivity.StartSend(queue, messages.Count);
        var remaining = MessageBatcher.Pack(messages);
        using var bounded = new CancellationTokenSource(_options.SendTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bounded.Token, cancellationToken);
        var backoff = new Backoff(_options.MinBackoff, _options.MaxBackoff, _time);
        Exception? last = null;
        try
        {
            while (remaining.Count > 0)
            {
                try
                {
                    var sender = await GetSenderAsync(queue, either.Token);
                    await sender.SendAsync(remaining, either.Token);
                }
                catch (Exception error) when (BusErrors.IsTransient(error))
                {
                    last = error;
                    LogSendFailed(_logger, queue, remaining.Count, error.Message);
                    await ForgetSenderAsync(queue, either.Token);
                    await backoff.WaitAsync(either.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BusUnavailableException($"{_target} did not take the messages for {queue} within {_options.SendTimeout}: {last?.Message ?? "no answer"}", last);
        }
        catch (Exception error) when (BusErrors.IsFromBroker(error))
        {
            throw new BusUnavailableException($"{_target} refused the messages for {queue}: {error.Message}", error);
        }
    }

    private async Task<BusSender> GetSenderAsync(string queue, CancellationToken cancellationToken)
    {
        var connection = await GetConnectionAsync(cancellationToken);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_senders.TryGetValue(queue, out var sender) || sender.IsClosed)
            {
                sender = _senders[queue] = await BusSender.OpenAsync(connection, queue, _options.OperationTimeout, _time, cancellationToken);
            }

            return sender;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task ForgetSenderAsync(string queue, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_senders.Remove(queue, out var sender))
            {
                sender.Close();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    [LoggerMessage(4101, LogLevel.Warning, "Sending to {Queue} failed, {Remaining} transfers to send again: {Reason}")]
    private static partial void LogSendFailed(ILogger logger, string queue, int remaining, string reason);
}
