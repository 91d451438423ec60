using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Messages;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>
/// A hub protocol in which an invalid call (wrong number of arguments, an argument that cannot be read, an unknown method) still reaches
/// the hub, with an undefined payload, so that the client gets the hub's typed error. The protocol's close message arrives as a
/// <c>leave</c>: otherwise SignalR would report a lost connection and one that was closed on purpose in the same way.
/// </summary>
internal sealed class LenientProtocol(IHubProtocol inner) : IHubProtocol
{
    private static readonly HashSet<string> Requests = typeof(SignalHub)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.GetParameters() is [{ ParameterType: var type }] && type == typeof(Payload))
        .Select(method => method.Name)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static readonly Payload Empty = new("{}"u8.ToArray());
    private static readonly Payload Undefined = new(ReadOnlyMemory<byte>.Empty);

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int Version => inner.Version;

    /// <inheritdoc/>
    public TransferFormat TransferFormat => inner.TransferFormat;

    /// <inheritdoc/>
    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    /// <inheritdoc/>
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    /// <inheritdoc/>
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        if (!inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        message = message switch
        {
            InvocationBindingFailureMessage failure => WithoutArgument(failure.InvocationId, failure.Target),
            StreamInvocationMessage call => WithoutArgument(call.InvocationId, nameof(SignalHub.Unknown)),
            CloseMessage => new InvocationMessage(nameof(SignalHub.Leave), [Empty]),
            _ => message,
        };
        return true;
    }

    private static InvocationMessage WithoutArgument(string? invocationId, string target) =>
        new(invocationId, Requests.Contains(target) ? target : nameof(SignalHub.Unknown), [Undefined]);
}
