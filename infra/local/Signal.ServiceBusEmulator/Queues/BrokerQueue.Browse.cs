namespace Signal.ServiceBusEmulator.Queues;

internal sealed partial class BrokerQueue
{
    /// <summary>Looks at messages in the order of their numbers without locking them: active, deferred and scheduled ones.</summary>
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

    /// <summary>Takes messages that become visible later, all or none; the answer is their numbers.</summary>
    public IReadOnlyList<long> Schedule(IReadOnlyList<MessageContent> contents)
    {
        lock (_gate)
        {
            TakeBudgetLocked(contents);
            return [.. contents.Select(content => AddLocked(content, ScheduledTime.Of(content)).SequenceNumber)];
        }
    }

    /// <summary>Removes scheduled messages by their numbers, all or none.</summary>
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
