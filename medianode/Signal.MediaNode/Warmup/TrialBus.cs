using Signal.Contracts.Bus;

namespace Signal.MediaNode.Warmup;

/// <summary>The bus of a <see cref="TrialNode"/>: its messages are discarded.</summary>
internal sealed class TrialBus : IMessageBus
{
    /// <inheritdoc/>
    public Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReceiveSessionAsync(
        string queue,
        string sessionId,
        Func<BusMessage, CancellationToken, Task> handler,
        Action<BusSessionState> onState,
        CancellationToken cancellationToken) => throw new NotSupportedException("A trial node has no commands.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
