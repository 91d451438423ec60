using Signal.Contracts.Bus;
using Signal.Functions.Storage;

namespace Signal.Functions.Commands;

/// <summary>A message bus that waits for the <see cref="WriteGuard"/> before each send.</summary>
internal sealed class GuardedMessageBus(IMessageBus bus) : IMessageBus
{
    public async Task SendAsync(string queue, IReadOnlyList<BusMessage> messages, CancellationToken cancellationToken)
    {
        await WriteGuard.PassAsync();
        await bus.SendAsync(queue, messages, cancellationToken);
    }

    public Task ReceiveSessionAsync(
        string queue, string sessionId, Func<BusMessage, CancellationToken, Task> handler, Action<BusSessionState> onState,
        CancellationToken cancellationToken) =>
        bus.ReceiveSessionAsync(queue, sessionId, handler, onState, cancellationToken);

    public ValueTask DisposeAsync() => bus.DisposeAsync();
}
