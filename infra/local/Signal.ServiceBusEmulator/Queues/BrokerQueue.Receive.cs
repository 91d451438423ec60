namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    /// <summary>
    /// Receives the next message: locks it, or removes it when <paramref name="andDelete"/>. Null when there is none, or the session is
    /// lost.
    /// </summary>
    public Delivery? TryReceive(SessionLock? session, bool andDelete)
    {
        lock (_gate)
        {
            SweepLocked();
            if (session is not null && !HoldsLocked(session))
            {
                return null;
            }

            var available = session is null ? _available : SessionLocked(session.SessionId).Available;
            return available.Count == 0 ? null : HandOutLocked(_messages[available.Min], session, andDelete);
        }
    }

    /// <summary>Receives deferred messages by sequence number, atomically.</summary>
    public IReadOnlyList<Delivery> ReceiveDeferred(IReadOnlyList<long> sequenceNumbers, string? sessionId, bool andDelete)
    {
        lock (_gate)
        {
            SweepLocked();
            var session = sessionId is null ? null : HeldSessionLocked(sessionId);
            var found = sequenceNumbers.Select(number => FindDeferredLocked(number, sessionId)).ToList();
            return found.ConvertAll(message => HandOutLocked(message, session, andDelete));
        }
    }

    private StoredMessage FindDeferredLocked(long sequenceNumber, string? sessionId) =>
        _messages.TryGetValue(sequenceNumber, out var message)
        && message is { State: MessageState.Deferred, Lock: null }
        && (!Description.RequiresSession || message.Content.SessionId == sessionId)
            ? message
            : throw BrokerException.MessageNotFound(sequenceNumber);

    private Delivery HandOutLocked(StoredMessage message, SessionLock? session, bool andDelete)
    {
        if (andDelete)
        {
            RemoveLocked(message);
            return Delivery.Of(message);
        }

        AvailableLocked(message).Remove(message.SequenceNumber);
        var until = _time.GetUtcNow() + Description.LockDuration;
        message.Lock = new MessageLock(Guid.NewGuid(), until, session);
        _locks.Add(message.Lock.Token, message);
        if (session is null)
        {
            _dueMessages.Add(message.SequenceNumber, until);
        }
        else
        {
            session.Messages.Add(message.Lock.Token);
        }

        return Delivery.Of(message);
    }
}
