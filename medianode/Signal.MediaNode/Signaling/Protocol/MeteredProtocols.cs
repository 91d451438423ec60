using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Signal.MediaNode.Concurrency;

namespace Signal.MediaNode.Signaling.Protocol;

/// <summary>Creates a protocol instance for each connection at its handshake.</summary>
internal sealed class MeteredProtocols(IEnumerable<IHubProtocol> protocols, TimeProvider time) : IHubProtocolResolver
{
    private const double UnadmittedPerSecond = 1;
    private const double UnadmittedBurst = 20;

    /// <inheritdoc/>
    public IReadOnlyList<IHubProtocol> AllProtocols { get; } = [.. protocols];

    /// <inheritdoc/>
    public IHubProtocol? GetProtocol(string protocolName, IReadOnlyList<string>? supportedProtocols) =>
        AllProtocols.FirstOrDefault(protocol => string.Equals(protocol.Name, protocolName, StringComparison.OrdinalIgnoreCase)) is { } known
        && supportedProtocols?.Contains(known.Name, StringComparer.OrdinalIgnoreCase) != false
            ? new MeteredProtocol(known, new TokenBucket(time, UnadmittedPerSecond, UnadmittedBurst))
            : null;
}
