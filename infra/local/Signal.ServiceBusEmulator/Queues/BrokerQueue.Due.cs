namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    private void OnDue()
    {
        lock (_gate)
        {
            SweepLocked();
            _dueMessages.Rearm();
            _dueSessions.Rearm();
        }
    }

    /// <summary>Processes everything that is due, so that results do not depend on timer delays.</summary>
    private void SweepLocked()
    {
        var now = _time.GetUtcNow();
        while (_dueSessions.TryTake(now, out var sessionId))
        {
            if (_sessions.TryGetValue(sessionId, out var session) && session.Lock is { } held && held.Until <= now)
            {
                ReleaseSessionLocked(session, held, expired: true);
            }
        }

        while (_dueMessages.TryTake(now, out var sequenceNumber))
        {
            if (_messages.TryGetValue(sequenceNumber, out var message))
            {
                CheckLocked(message, now);
            }
        }
    }

    private void CheckLocked(StoredMessage message, DateTimeOffset now)
    {
        if (message.State == MessageState.Scheduled)
        {
            if (message.ScheduledFor <= now)
            {
                message.EnqueuedAt = now;
                ActivateLocked(message);
            }

            return;
        }

        if (message.Lock is { Session: null } held && held.Until <= now)
        {
            UnlockLocked(message, countDelivery: true);
        }
        else if (message.Lock is null && message.ExpiresAt <= now)
        {
            ExpireLocked(message);
        }
    }

    private void ExpireLocked(StoredMessage message)
    {
        if (Description.DeadLetteringOnMessageExpiration)
        {
            DeadLetterLocked(message, "TTLExpiredException", "The message expired and was dead lettered.");
        }
        else
        {
            RemoveLocked(message);
        }
    }
}
