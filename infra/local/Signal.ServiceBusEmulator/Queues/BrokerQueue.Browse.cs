namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    /// <summary>Peeks at active, deferred and scheduled messages by sequence number, without locking them.</summary>
    public IReadOnlyList<Delivery> Peek(long fromSequenceNumber, int count, string? sessionId)
    {
        lock (_gate)
        {
            SweepLocked();
            return [.. _order.GetViewBetween(fromSequenceNumber, long.MaxValue)
                .Select(number => _messages[number])
                .Where(message => sessionId is null || message.Content.SessionId == sessionId)
                .Take(count)
                .Select(message => Delivery.Of(message) with { LockToken = null, LockedUntil = null })];
        }
    }

    /// <summary>Schedules messages atomically; returns their sequence numbers.</summary>
    public IReadOnlyList<long> Schedule(IReadOnlyList<MessageContent> contents)
    {
        lock (_gate)
        {
            TakeBudgetLocked(contents);
            return [.. contents.Select(content => AddLocked(content, ScheduledTime.Of(content)).SequenceNumber)];
        }
    }

    /// <summary>Cancels scheduled messages by sequence number, atomically.</summary>
    public void CancelScheduled(IReadOnlyList<long> sequenceNumbers)
    {
        lock (_gate)
        {
            SweepLocked();
            var found = sequenceNumbers.Select(number => _messages.TryGetValue(number, out var message) && message.State == MessageState.Scheduled
                ? message
                : throw BrokerException.MessageNotFound(number)).ToList();
            found.ForEach(RemoveLocked);
        }
    }
}
