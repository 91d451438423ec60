namespace Signal.Contracts.Bus;

/// <summary>The queues between nodes and control plane. Delivery is at least once; order holds within a session.</summary>
public interface IMessageBus : IAsyncDisposable
{
    /// <summary>Sends messages to a queue; returns when the broker has taken all of them.</summary>
    /// <exception cref="BusUnavailableException">The broker cannot be reached or did not take them; some may have arrived.</exception>
    Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Receives one session of a queue, one message at a time, until <paramref name="cancellationToken"/> fires; reconnects by itself.
    /// A message is completed when <paramref name="handler"/> returns, and comes again when it throws.
    /// </summary>
    Task ReceiveSessionAsync(string queue, string sessionId, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken);
}

/// <summary>A message on the bus.</summary>
public sealed record BusMessage
{
    /// <summary>JSON, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Tells repetitions of a message; null: the bus makes one up.</summary>
    public string? MessageId { get; init; }

    /// <summary>The session, for queues that have sessions.</summary>
    public string? SessionId { get; init; }

    /// <summary>The broker drops the message after this time; null: the queue's own.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The W3C trace context (<c>traceparent</c>); set by the bus from the current activity when null.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>The broker cannot be reached, or did not take a message.</summary>
public sealed class BusUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BusUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
