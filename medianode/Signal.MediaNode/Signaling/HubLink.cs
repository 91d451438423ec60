using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Signaling.Protocol;

namespace Signal.MediaNode.Signaling;

/// <summary>The way to a client, as SignalR has it.</summary>
internal sealed class HubLink(HubConnectionContext connection) : IClientLink
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all that was sent has left the process and the WebSocket is closed.</summary>
    public Task Closed => _closed.Task;

    /// <inheritdoc/>
    public IHubProtocol Protocol => connection.Protocol;

    /// <inheritdoc/>
    public CancellationToken Gone => connection.ConnectionAborted;

    /// <inheritdoc/>
    public Action<string, bool>? OnAnswer { get; set; }

    /// <summary>The connection has a peer: from now on it may send what a peer may, as fast as <paramref name="messages"/> lets it.</summary>
    public void Admit(TokenBucket messages) => (connection.Protocol as MeteredProtocol)?.Admit(messages);

    /// <inheritdoc/>
    public ValueTask WriteAsync(SerializedHubMessage message) => connection.WriteAsync(message, connection.ConnectionAborted);

    /// <summary>The connection's request has ended.</summary>
    public void Close() => _closed.TrySetResult();

    /// <inheritdoc/>
    public void Abort() => connection.Abort();
}
