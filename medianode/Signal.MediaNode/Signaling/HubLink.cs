using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Rooms.Peers;
using Signal.MediaNode.Signaling.Protocol;

namespace Signal.MediaNode.Signaling;

/// <summary>The connection to a client over SignalR.</summary>
internal sealed class HubLink(HubConnectionContext connection) : IClientLink
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when everything that was sent has left the process and the WebSocket is closed.</summary>
    public Task Closed => _closed.Task;

    /// <inheritdoc/>
    public IHubProtocol Protocol => connection.Protocol;

    /// <inheritdoc/>
    public CancellationToken Gone => connection.ConnectionAborted;

    /// <inheritdoc/>
    public Action<string, bool>? OnAnswer { get; set; }

    /// <summary>Applies the message limit of the connection's peer, <paramref name="messages"/>, from now on.</summary>
    public void Admit(TokenBucket messages) => (connection.Protocol as MeteredProtocol)?.Admit(messages);

    /// <inheritdoc/>
    public ValueTask WriteAsync(SerializedHubMessage message) => connection.WriteAsync(message, connection.ConnectionAborted);

    /// <summary>Marks the connection as ended, after its HTTP request has completed.</summary>
    public void Close() => _closed.TrySetResult();

    /// <inheritdoc/>
    public void Abort() => connection.Abort();
}
