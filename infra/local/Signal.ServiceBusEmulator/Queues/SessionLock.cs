namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The lock of one receiver on a session, guarded by the lock of the queue.</summary>
internal sealed class SessionLock(string sessionId, Action onLost)
{
    public string SessionId { get; } = sessionId;

    public DateTimeOffset Until { get; set; }

    /// <summary>Notifies the holder that the lock has expired; must not block.</summary>
    public Action OnLost { get; } = onLost;

    /// <summary>The locks on messages that were received under this session lock.</summary>
    public HashSet<Guid> Messages { get; } = [];
}
