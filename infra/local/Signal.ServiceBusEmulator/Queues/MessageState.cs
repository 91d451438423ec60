namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The values are those of the annotation <c>x-opt-message-state</c>.</summary>
internal enum MessageState
{
    /// <summary>Can be received.</summary>
    Active = 0,

    /// <summary>Set aside; can be received by its number only.</summary>
    Deferred = 1,

    /// <summary>Not visible before its time.</summary>
    Scheduled = 2,
}
