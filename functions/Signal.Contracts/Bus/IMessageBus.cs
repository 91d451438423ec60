namespace Signal.Contracts.Bus;

/// <summary>The queues between nodes and control plane. Delivery is at least once; order holds within a session.</summary>
public interface IMessageBus : IAsyncDisposable
{
    /// <summary>
    /// Sends messages to a queue; returns when the broker has accepted all of them. Messages of one session arrive in the order given;
    /// sessions are sent concurrently.
    /// </summary>
    /// <exception cref="BusMessageRefusedException">Some messages were rejected because of their content; all others were sent.</exception>
    /// <exception cref="BusUnavailableException">The broker cannot be reached or did not answer in time; some messages may have arrived.</exception>
    Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken);

    /// <summary>
    /// Receives one session of a queue, one message at a time, until <paramref name="cancellationToken"/> is cancelled; reconnects
    /// automatically. A message is completed when <paramref name="handler"/> returns; when it throws, the message is redelivered before any
    /// later one.
    /// </summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="handler">Handles one message; its token is cancelled when the session is lost or receiving ends.</param>
    /// <param name="onState">Called when the lock state of the session changes; must not block.</param>
    /// <param name="cancellationToken">Ends receiving and releases the session.</param>
    Task ReceiveSessionAsync(
        string queue,
        string sessionId,
        Func<BusMessage, CancellationToken, Task> handler,
        Action<BusSessionState> onState,
        CancellationToken cancellationToken);

    /// <summary>Receives one session of a queue without observing who holds it.</summary>
    Task ReceiveSessionAsync(
        string queue, string sessionId, Func<BusMessage, CancellationToken, Task> handler, CancellationToken cancellationToken) =>
        ReceiveSessionAsync(queue, sessionId, handler, static _ => { }, cancellationToken);
}
