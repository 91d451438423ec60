namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    private readonly Dictionary<string, MessageSession> _sessions = new(StringComparer.Ordinal);
    private readonly DueTimes<string> _dueSessions;

    /// <summary>
    /// Locks the named session, with or without messages; or, without a name, the session with the oldest message. Null when none is
    /// available.
    /// </summary>
    /// <param name="sessionId">The session id; null: any session.</param>
    /// <param name="onLost">Called, without blocking, when the lock expires.</param>
    public SessionLock? TryAcceptSession(string? sessionId, Action onLost)
    {
        lock (_gate)
        {
            SweepLocked();
            sessionId ??= NextSessionLocked();
            if (sessionId is null)
            {
                return null;
            }

            var session = SessionLocked(sessionId);
            if (session.Lock is not null)
            {
                throw BrokerException.SessionHeld(sessionId);
            }

            session.Lock = new SessionLock(sessionId, onLost);
            ExtendLocked(session.Lock);
            return session.Lock;
        }
    }

    /// <summary>Renews the lock on a session, independent of its holder; returns the new expiry time.</summary>
    public DateTimeOffset RenewSession(string sessionId)
    {
        lock (_gate)
        {
            SweepLocked();
            var held = HeldSessionLocked(sessionId);
            ExtendLocked(held);
            return held.Until;
        }
    }

    /// <summary>
    /// Releases a session and the messages locked under it. These do not count as failed deliveries, since they may not have been
    /// processed.
    /// </summary>
    public void ReleaseSession(SessionLock held)
    {
        lock (_gate)
        {
            SweepLocked();
            if (HoldsLocked(held))
            {
                ReleaseSessionLocked(_sessions[held.SessionId], held, expired: false);
            }
        }
    }

    /// <summary>Returns the session state; null when there is none.</summary>
    public byte[]? GetSessionState(string sessionId)
    {
        lock (_gate)
        {
            SweepLocked();
            _ = HeldSessionLocked(sessionId);
            return SessionLocked(sessionId).State;
        }
    }

    /// <summary>Sets the session state; null removes it.</summary>
    public void SetSessionState(string sessionId, byte[]? state)
    {
        lock (_gate)
        {
            SweepLocked();
            _ = HeldSessionLocked(sessionId);
            SessionLocked(sessionId).State = state;
        }
    }

    /// <summary>The sorted ids of the sessions with messages or state.</summary>
    public IReadOnlyList<string> ListSessions(int skip, int top)
    {
        lock (_gate)
        {
            SweepLocked();
            var known = _sessions.Where(pair => pair.Value.Available.Count > 0 || pair.Value.State is not null).Select(pair => pair.Key);
            var withMessages = _messages.Values.Select(message => message.Content.SessionId!);
            return [.. known.Concat(withMessages).Distinct().Order(StringComparer.Ordinal).Skip(skip).Take(top)];
        }
    }

    private string? NextSessionLocked()
    {
        var free = _sessions.Where(pair => pair.Value.Lock is null && pair.Value.Available.Count > 0);
        return free.Select(pair => (Id: (string?)pair.Key, First: pair.Value.Available.Min)).DefaultIfEmpty().MinBy(session => session.First).Id;
    }

    private bool HoldsLocked(SessionLock held) => _sessions.TryGetValue(held.SessionId, out var session) && ReferenceEquals(session.Lock, held);

    private SessionLock HeldSessionLocked(string sessionId) =>
        _sessions.TryGetValue(sessionId, out var session) && session.Lock is { } held ? held : throw BrokerException.SessionLockLost(sessionId);

    private MessageSession SessionLocked(string sessionId)
    {
        if (!_sessions.TryGetValue(sessionId, out var session))
        {
            session = _sessions[sessionId] = new MessageSession();
        }

        return session;
    }

    private void ExtendLocked(SessionLock held)
    {
        held.Until = _time.GetUtcNow() + Description.LockDuration;
        _dueSessions.Add(held.SessionId, held.Until);
    }

    private void ReleaseSessionLocked(MessageSession session, SessionLock held, bool expired)
    {
        session.Lock = null;
        foreach (var token in held.Messages.ToList())
        {
            UnlockLocked(_locks[token], countDelivery: expired);
        }

        if (expired)
        {
            held.OnLost();
        }

        ForgetIfUnusedLocked(held.SessionId);
        WakeReceiversLocked();
    }

    private void ForgetIfUnusedLocked(string? sessionId)
    {
        if (Description.RequiresSession && sessionId is not null && _sessions.TryGetValue(sessionId, out var session) && session.IsUnused)
        {
            _sessions.Remove(sessionId);
        }
    }
}
