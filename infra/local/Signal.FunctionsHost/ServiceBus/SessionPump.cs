using Microsoft.Extensions.Logging;
using Signal.Bus;
using Signal.Bus.Amqp;
using Signal.Contracts.Bus;
using Signal.FunctionsHost.Settings;

namespace Signal.FunctionsHost.ServiceBus;

/// <summary>Receives from a queue with sessions: up to <c>maxConcurrentSessions</c> at once, one message at a time in each, in order.</summary>
internal sealed class SessionPump(AmqpBusClient client, string queue, HostJson.ServiceBusSettings settings, MessageHandler handler, TimeProvider time, ILogger logger)
    : IMessagePump
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Accepts sessions until the broker is lost or it is time to stop; returns when all calls have ended.</summary>
    public async Task RunAsync(Action connected, CancellationToken stopping, CancellationToken abort)
    {
        using var slots = new CallSlots(settings.MaxConcurrentSessions);
        try
        {
            while (true)
            {
                await slots.TakeAsync(stopping);
                if (await AcceptAsync(slots, stopping) is { } session)
                {
                    slots.Start(() => PumpAsync(session, stopping, abort));
                }

                connected();
            }
        }
        finally
        {
            await slots.DrainAsync();
        }
    }

    private async Task<BusReceiver?> AcceptAsync(CallSlots slots, CancellationToken stopping)
    {
        BusReceiver? session = null;
        try
        {
            return session = await client.AcceptSessionAsync(queue, sessionId: null, prefetch: 1, Patience, stopping);
        }
        finally
        {
            if (session is null)
            {
                slots.Return();
            }
        }
    }

    private async Task PumpAsync(BusReceiver session, CancellationToken stopping, CancellationToken abort)
    {
        var what = $"session {session.SessionId}";
        await using var _ = session;
        await using var renewal = new LockRenewal(what, queue, session.RenewSessionLockAsync, settings.MaxAutoLockRenewalDuration, time, logger)
            .Start(session.SessionLockedUntil ?? time.GetUtcNow());
        try
        {
            while (await session.ReceiveAsync(settings.SessionIdleTimeout, stopping) is { } delivery)
            {
                renewal.Extend();
                await handler.HandleAsync(session, delivery, abort);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is BusLockLostException or BusUnavailableException)
        {
            logger.LockLost(what, queue, failure.Message);
        }
    }
}
