using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>
/// The protocol of one connection. All messages of the client pass through it and are counted here: requests, cancellations, answers and
/// pings. Until the connection has a peer, a low limit applies.
/// </summary>
internal sealed class MeteredProtocol(IHubProtocol inner, TokenBucket unadmitted) : IHubProtocol
{
    private const int MaxUnadmittedBytes = 4096;

    private volatile TokenBucket? _messages;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int Version => inner.Version;

    /// <inheritdoc/>
    public TransferFormat TransferFormat => inner.TransferFormat;

    /// <summary>Applies the budget of the connection's peer from now on.</summary>
    public void Admit(TokenBucket messages) => _messages = messages;

    /// <inheritdoc/>
    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    /// <inheritdoc/>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    /// <inheritdoc/>
    /// <exception cref="FloodException">
    /// The client exceeds its rate by far, or sends too much before it has a peer. SignalR closes the connection.
    /// </exception>
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var messages = _messages;
        if (messages is null && input.Length > MaxUnadmittedBytes)
        {
            throw new FloodException("The connection has no peer yet and sent a large message.");
        }

        if (!inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        return (messages ?? unadmitted).TryTake() ? true : throw new FloodException("The client exceeded its message rate.");
    }
}
