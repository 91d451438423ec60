namespace Signal.ServiceBusEmulator.Queues;

/// <summary>What a queue keeps of one session. The queue's lock guards it.</summary>
internal sealed class MessageSession
{
    /// <summary>The numbers of the messages that can be received.</summary>
    public SortedSet<long> Available { get; } = [];

    /// <summary>The receiver that holds the session.</summary>
    public SessionLock? Lock { get; set; }

    /// <summary>What the application stored with the session.</summary>
    public byte[]? State { get; set; }

    public bool IsUnused => Available.Count == 0 && Lock is null && State is null;
}
