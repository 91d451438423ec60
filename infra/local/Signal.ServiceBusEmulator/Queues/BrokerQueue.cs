using Signal.ServiceBusEmulator.Entities;

namespace Signal.ServiceBusEmulator.Queues;

/// <summary>
/// An in-memory queue. One lock guards its state; code that it calls while holding the lock (receiver notifications, its dead-letter queue)
/// never calls back. Callers of methods with the suffix Locked must hold the lock.
/// </summary>
internal sealed partial class BrokerQueue : IDisposable
{
    /// <summary>The maximum transfer size of the Standard tier.</summary>
    public const int MaxMessageBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, StoredMessage> _messages = [];
    private readonly SortedSet<long> _order = [];
    private readonly SortedSet<long> _available = [];
    private readonly Dictionary<Guid, StoredMessage> _locks = [];
    private readonly List<Action> _receivers = [];
    private readonly DuplicateHistory? _duplicates;
    private readonly DueTimes<long> _dueMessages;
    private readonly SizeBudget _budget;
    private readonly TimeProvider _time;
    private long _lastSequenceNumber;

    public BrokerQueue(QueueDescription description, TimeProvider time)
        : this(description.Name, description, new SizeBudget(description.MaxSizeInMegabytes * 1024L * 1024L), time)
    {
        DeadLetters = new BrokerQueue($"{Name}/$DeadLetterQueue", DeadLetterDescription(description), _budget, time);
    }

    private BrokerQueue(string name, QueueDescription description, SizeBudget budget, TimeProvider time)
    {
        Name = name;
        Description = description;
        _budget = budget;
        _time = time;
        _duplicates = description.RequiresDuplicateDetection ? new(description.DuplicateDetectionHistoryTimeWindow) : null;
        _dueMessages = new(time, OnDue);
        _dueSessions = new(time, OnDue);
    }

    public string Name { get; }

    public QueueDescription Description { get; }

    /// <summary>The dead-letter queue; null for a dead-letter queue itself.</summary>
    public BrokerQueue? DeadLetters { get; }

    /// <summary>Enqueues messages atomically.</summary>
    public void Enqueue(IReadOnlyList<MessageContent> contents)
    {
        lock (_gate)
        {
            TakeBudgetLocked(contents);
            foreach (var content in contents)
            {
                if (_duplicates is not null && content.MessageId is { } id && !_duplicates.Add(id, _time.GetUtcNow()))
                {
                    _budget.Give(content.Size);
                    continue;
                }

                AddLocked(content, ScheduledTime.Of(content));
            }
        }
    }

    /// <summary>Registers a non-blocking callback for when messages may be available; dispose the result to unregister.</summary>
    public IDisposable Subscribe(Action onAvailable)
    {
        lock (_gate)
        {
            _receivers.Add(onAvailable);
        }

        return new Subscription(this, onAvailable);
    }

    public void Dispose()
    {
        _dueMessages.Dispose();
        _dueSessions.Dispose();
        DeadLetters?.Dispose();
    }

    private static QueueDescription DeadLetterDescription(QueueDescription parent) => new()
    {
        Name = parent.Name,
        LockDuration = parent.LockDuration,
        MaxDeliveryCount = int.MaxValue,
    };

    private void TakeBudgetLocked(IReadOnlyList<MessageContent> contents)
    {
        foreach (var content in contents)
        {
            if (Description.RequiresSession && string.IsNullOrEmpty(content.SessionId))
            {
                throw BrokerException.NotAllowed($"Queue '{Name}' requires sessions: the message needs a session id.");
            }

            if (content.Size > MaxMessageBytes)
            {
                throw BrokerException.TooLarge(content.Size, MaxMessageBytes);
            }
        }

        if (!_budget.TryTake(contents.Sum(content => (long)content.Size)))
        {
            throw BrokerException.QuotaExceeded(Name);
        }
    }

    private StoredMessage AddLocked(MessageContent content, DateTimeOffset? scheduledFor)
    {
        var now = _time.GetUtcNow();
        var message = new StoredMessage
        {
            SequenceNumber = ++_lastSequenceNumber,
            Content = content,
            EnqueuedAt = now,
            State = scheduledFor > now ? MessageState.Scheduled : MessageState.Active,
            ScheduledFor = scheduledFor,
        };
        InsertLocked(message);
        return message;
    }

    private void InsertLocked(StoredMessage message)
    {
        _messages.Add(message.SequenceNumber, message);
        _order.Add(message.SequenceNumber);
        if (message.State == MessageState.Scheduled)
        {
            _dueMessages.Add(message.SequenceNumber, message.ScheduledFor!.Value);
        }
        else
        {
            ActivateLocked(message);
        }
    }

    private void ActivateLocked(StoredMessage message)
    {
        var wanted = message.Content.TimeToLive ?? TimeSpan.MaxValue;
        var timeToLive = wanted < Description.DefaultMessageTimeToLive ? wanted : Description.DefaultMessageTimeToLive;
        message.State = MessageState.Active;
        if (DeadLetters is not null && timeToLive < DateTimeOffset.MaxValue - message.EnqueuedAt)
        {
            message.ExpiresAt = message.EnqueuedAt + timeToLive;
            _dueMessages.Add(message.SequenceNumber, message.ExpiresAt.Value);
        }

        MakeAvailableLocked(message);
    }

    private void MakeAvailableLocked(StoredMessage message)
    {
        AvailableLocked(message).Add(message.SequenceNumber);
        WakeReceiversLocked();
    }

    private SortedSet<long> AvailableLocked(StoredMessage message) =>
        Description.RequiresSession ? SessionLocked(message.Content.SessionId!).Available : _available;

    private void RemoveLocked(StoredMessage message)
    {
        _messages.Remove(message.SequenceNumber);
        _order.Remove(message.SequenceNumber);
        AvailableLocked(message).Remove(message.SequenceNumber);
        ForgetIfUnusedLocked(message.Content.SessionId);
        _budget.Give(message.Content.Size);
        _dueMessages.Prune(
            _messages.Count, () => _messages.Values.SelectMany(kept => kept.DueTimes.Select(due => (kept.SequenceNumber, due))));
    }

    private void WakeReceiversLocked()
    {
        foreach (var wake in _receivers)
        {
            wake();
        }
    }

    private sealed class Subscription(BrokerQueue queue, Action onAvailable) : IDisposable
    {
        public void Dispose()
        {
            lock (queue._gate)
            {
                queue._receivers.Remove(onAvailable);
            }
        }
    }
}
