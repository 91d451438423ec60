using Azure.Messaging.ServiceBus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>
/// Receives batches: one at a time from a queue without sessions, or one in each of up to <c>maxConcurrentSessions</c> sessions.
/// A batch is completed or abandoned as a whole.
/// </summary>
internal sealed class BatchPump(
    ServiceBusClient client,
    string queue,
    bool sessions,
    HostJson.ServiceBusSettings settings,
    MessageHandler handler,
    TimeProvider time) : IMessagePump
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly SemaphoreSlim _accepting = new(2 * Environment.ProcessorCount);
    private Task _lanes = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var lanes = sessions ? settings.MaxConcurrentSessions : 1;
        _lanes = Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => RunLaneAsync(_stopping.Token)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using var late = cancellationToken.UnsafeRegister(_ => _cancel.Cancel(), null);
        await _lanes;
    }

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        _cancel.Dispose();
        _accepting.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunLaneAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var receiver = sessions ? await AcceptAsync(stopping) : CreateReceiver();
                await ReceiveAsync(receiver, stopping);
            }
            catch (ServiceBusException failure) when (failure.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                // No session has messages.
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                // The receive loop continues after any error, since nothing would restart it.
                handler.Log(failure);
                await Task.Delay(RetryDelay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private ServiceBusReceiver CreateReceiver() =>
        client.CreateReceiver(queue, new ServiceBusReceiverOptions { PrefetchCount = settings.PrefetchCount });

    private async Task<ServiceBusReceiver> AcceptAsync(CancellationToken stopping)
    {
        await _accepting.WaitAsync(stopping);
        try
        {
            var options = new ServiceBusSessionReceiverOptions { PrefetchCount = settings.PrefetchCount };
            return await client.AcceptNextSessionAsync(queue, options, stopping);
        }
        finally
        {
            _accepting.Release();
        }
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver, CancellationToken stopping)
    {
        TimeSpan? wait = sessions ? settings.SessionIdleTimeout : null;
        while (!stopping.IsCancellationRequested)
        {
            var batch = await receiver.ReceiveMessagesAsync(settings.MaxMessageBatchSize, wait, stopping);
            if (batch.Count > 0)
            {
                await HandleAsync(receiver, batch, stopping);
            }
            else if (sessions)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken stopping)
    {
        using var handled = new CancellationTokenSource();
        var renewal = RenewAsync(receiver, batch, handled.Token);
        var succeeded = false;
        try
        {
            await handler.HandleAsync(batch, stopping, _cancel.Token);
            succeeded = true;
        }
        catch (Exception)
        {
            // The handler has logged the error; the messages are abandoned.
        }

        await handled.CancelAsync();
        await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await Task.WhenAll(batch.Select(message =>
                succeeded ? receiver.CompleteMessageAsync(message) : receiver.AbandonMessageAsync(message)));
        }
        catch (Exception failure) when (failure is ServiceBusException or ObjectDisposedException)
        {
            handler.LogSettlement(failure);
        }
    }

    private Task RenewAsync(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken handled)
    {
        var longest = settings.MaxAutoLockRenewalDuration;
        return receiver is ServiceBusSessionReceiver session
            ? LockRenewal.RunAsync(() => session.SessionLockedUntil, session.RenewSessionLockAsync, longest, time, handled)
            : LockRenewal.RunAsync(() => batch.Min(message => message.LockedUntil), RenewAllAsync, longest, time, handled);

        Task RenewAllAsync(CancellationToken cancellationToken) =>
            Task.WhenAll(batch.Select(message => receiver.RenewMessageLockAsync(message, cancellationToken)));
    }
}
