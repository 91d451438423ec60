namespace Signal.ServiceBusEmulator.Tests.Queues;

/// <summary>A queue as a plain list that is scanned from the start every time.</summary>
internal sealed class QueueModel(TimeSpan lockDuration, int maxDeliveryCount)
{
    private readonly List<Message> _messages = [];
    private readonly List<long> _deadLetters = [];
    private int _lastToken;

    public void Send(DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        Pass(now);
        _messages.Add(new Message { Number = _messages.Count + 1, ExpiresAt = expiresAt });
    }

    public Message? Receive(DateTimeOffset now)
    {
        Pass(now);
        return Lock(_messages.Find(message => message is { Gone: false, Deferred: false, Token: 0 }), now);
    }

    public Message? ReceiveDeferred(DateTimeOffset now, long number)
    {
        Pass(now);
        return Lock(_messages.Find(message => message.Number == number && message is { Gone: false, Deferred: true, Token: 0 }), now);
    }

    public bool Complete(DateTimeOffset now, int token) => With(now, token, message => message.Gone = true);

    public bool Abandon(DateTimeOffset now, int token) => With(now, token, message => Fail(message, now));

    public bool Renew(DateTimeOffset now, int token) => With(now, token, message => message.LockedUntil = now + lockDuration);

    public bool Defer(DateTimeOffset now, int token) => With(now, token, message => (message.Deferred, message.Token) = (true, 0));

    public bool DeadLetter(DateTimeOffset now, int token) => With(now, token, Bury);

    public IEnumerable<long> Live(DateTimeOffset now)
    {
        Pass(now);
        return _messages.Where(message => !message.Gone).Select(message => message.Number);
    }

    public IEnumerable<long> DeadLetters(DateTimeOffset now)
    {
        Pass(now);
        return _deadLetters;
    }

    private void Pass(DateTimeOffset now)
    {
        foreach (var message in _messages.Where(message => !message.Gone))
        {
            if (message.Token != 0 && message.LockedUntil <= now)
            {
                Fail(message, now);
            }

            if (message is { Gone: false, Token: 0 } && message.ExpiresAt <= now)
            {
                message.Gone = true;
            }
        }
    }

    private Message? Lock(Message? message, DateTimeOffset now)
    {
        if (message is not null)
        {
            message.Token = ++_lastToken;
            message.LockedUntil = now + lockDuration;
        }

        return message;
    }

    private bool With(DateTimeOffset now, int token, Action<Message> action)
    {
        Pass(now);
        if (_messages.Find(message => !message.Gone && message.Token == token && token > 0) is not { } found)
        {
            return false;
        }

        action(found);
        return true;
    }

    private void Fail(Message message, DateTimeOffset now)
    {
        message.Token = 0;
        message.Failures++;
        if (message.Failures >= maxDeliveryCount)
        {
            Bury(message);
        }
        else if (message.ExpiresAt <= now)
        {
            message.Gone = true;
        }
    }

    private void Bury(Message message)
    {
        message.Gone = true;
        _deadLetters.Add(message.Number);
    }

    internal sealed class Message
    {
        public required long Number { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public int Token { get; set; }

        public DateTimeOffset LockedUntil { get; set; }

        public int Failures { get; set; }

        public bool Deferred { get; set; }

        public bool Gone { get; set; }
    }
}
