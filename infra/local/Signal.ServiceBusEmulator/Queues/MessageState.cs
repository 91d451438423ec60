namespace Signal.ServiceBusEmulator.Queues;

/// <summary>The values are those of the annotation <c>x-opt-message-state</c>.</summary>
internal enum MessageState
{
    /// <summary>Can be received.</summary>
    Active = 0,

    /// <summary>Deferred; can be received only by its sequence number.</summary>
    Deferred = 1,

    /// <summary>Not visible before its scheduled time.</summary>
    Scheduled = 2,
}
