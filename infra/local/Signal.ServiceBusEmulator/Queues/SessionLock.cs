namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The right of one receiver to a session. The session's queue's lock guards it.</summary>
internal sealed class SessionLock(string sessionId, Action onLost)
{
    public string SessionId { get; } = sessionId;

    public DateTimeOffset Until { get; set; }

    /// <summary>Tells the holder that the lock has expired; must not block.</summary>
    public Action OnLost { get; } = onLost;

    /// <summary>The locks on messages that were taken under this one.</summary>
    public HashSet<Guid> Messages { get; } = [];
}
