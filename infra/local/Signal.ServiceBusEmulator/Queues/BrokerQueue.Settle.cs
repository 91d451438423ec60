namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    private static readonly IEnumerable<KeyValuePair<string, object?>> NoProperties = [];

    /// <summary>Completes a locked message, which removes it.</summary>
    public void Complete(Guid lockToken)
    {
        lock (_gate)
        {
            var message = FindLocked(lockToken);
            ForgetLockLocked(message);
            RemoveLocked(message);
        }
    }

    /// <summary>Abandons a locked message; it counts as a failed delivery unless the receiver has not processed it.</summary>
    public void Abandon(Guid lockToken, IEnumerable<KeyValuePair<string, object?>>? properties = null, bool countDelivery = true)
    {
        lock (_gate)
        {
            var message = FindLocked(lockToken);
            message.Content = message.Content.With(properties ?? NoProperties);
            UnlockLocked(message, countDelivery);
        }
    }

    /// <summary>Defers a locked message until it is received by its sequence number.</summary>
    public void Defer(Guid lockToken, IEnumerable<KeyValuePair<string, object?>>? properties = null)
    {
        lock (_gate)
        {
            var message = FindLocked(lockToken);
            message.Content = message.Content.With(properties ?? NoProperties);
            message.State = MessageState.Deferred;
            ForgetLockLocked(message);
            CheckLocked(message, _time.GetUtcNow());
        }
    }

    /// <summary>Moves a locked message to the dead-letter queue; in a dead-letter queue the message is abandoned.</summary>
    public void DeadLetter(Guid lockToken, string? reason, string? description, IEnumerable<KeyValuePair<string, object?>>? properties = null)
    {
        lock (_gate)
        {
            var message = FindLocked(lockToken);
            message.Content = message.Content.With(properties ?? NoProperties);
            if (DeadLetters is null)
            {
                UnlockLocked(message, countDelivery: true);
                return;
            }

            ForgetLockLocked(message);
            DeadLetterLocked(message, reason, description);
        }
    }

    /// <summary>Renews the lock on a message; returns its new expiry time.</summary>
    public DateTimeOffset RenewLock(Guid lockToken)
    {
        lock (_gate)
        {
            var message = FindLocked(lockToken);
            if (message.Lock!.Session is { } session)
            {
                return session.Until;
            }

            var until = _time.GetUtcNow() + Description.LockDuration;
            message.Lock = message.Lock with { Until = until };
            _dueMessages.Add(message.SequenceNumber, until);
            return until;
        }
    }

    private StoredMessage FindLocked(Guid lockToken)
    {
        SweepLocked();
        return _locks.TryGetValue(lockToken, out var message) ? message : throw BrokerException.MessageLockLost();
    }

    private void UnlockLocked(StoredMessage message, bool countDelivery)
    {
        ForgetLockLocked(message);
        if (countDelivery && ++message.DeliveryCount >= Description.MaxDeliveryCount)
        {
            DeadLetterLocked(message, "MaxDeliveryCountExceeded", $"Message could not be consumed after {message.DeliveryCount} delivery attempts.");
        }
        else if (message.ExpiresAt <= _time.GetUtcNow())
        {
            ExpireLocked(message);
        }
        else if (message.State == MessageState.Active)
        {
            MakeAvailableLocked(message);
        }
    }

    private void ForgetLockLocked(StoredMessage message)
    {
        _locks.Remove(message.Lock!.Token);
        message.Lock.Session?.Messages.Remove(message.Lock.Token);
        message.Lock = null;
    }

    private void DeadLetterLocked(StoredMessage message, string? reason, string? description)
    {
        RemoveLocked(message);
        var why = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (reason is not null)
        {
            why["DeadLetterReason"] = reason;
        }

        if (description is not null)
        {
            why["DeadLetterErrorDescription"] = description;
        }

        DeadLetters?.TakeDeadLetter(message, message.Content.With(why), Name);
    }

    private void TakeDeadLetter(StoredMessage message, MessageContent content, string source)
    {
        lock (_gate)
        {
            // A stored message always fits: rejecting it would lose it.
            _budget.Give(-content.Size);
            InsertLocked(new StoredMessage
            {
                SequenceNumber = message.SequenceNumber,
                Content = content,
                EnqueuedAt = message.EnqueuedAt,
                State = MessageState.Active,
                DeliveryCount = message.DeliveryCount,
                DeadLetterSource = source,
            });
        }
    }
}
