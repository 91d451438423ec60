namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The state of a session in a queue, guarded by the lock of the queue.</summary>
internal sealed class MessageSession
{
    /// <summary>The sequence numbers of the messages that can be received.</summary>
    public SortedSet<long> Available { get; } = [];

    /// <summary>The lock of the receiver that holds the session.</summary>
    public SessionLock? Lock { get; set; }

    /// <summary>The session state of the application.</summary>
    public byte[]? State { get; set; }

    public bool IsUnused => Available.Count == 0 && Lock is null && State is null;
}
