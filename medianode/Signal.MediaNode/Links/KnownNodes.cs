using Signal.MediaNode.Node;
using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>The nodes that the control plane has published, by instance.</summary>
internal sealed partial class KnownNodes(
    KnownNodeSource source, NodeLinkOptions links, TokenOptions options, TimeProvider time, ILogger<KnownNodes> logger)
    : FetchedKeys<KnownNode>(options, time)
{
    /// <summary>
    /// Whether the control plane publishes <paramref name="own"/>, but not the other node: it has declared that one lost. When the reports of all
    /// nodes fail, or the document cannot be read, no node counts as lost.
    /// </summary>
    public async Task<bool> IsLostAsync(NodeInstance node, NodeInstance own, CancellationToken cancellationToken) =>
        await FindAllAsync(cancellationToken) is { } all && all.ContainsKey(own.ToString()) && !all.ContainsKey(node.ToString());

    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<string, KnownNode>> FetchAsync(CancellationToken cancellationToken) =>
        source.FetchAsync(cancellationToken);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        links.Enabled ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    /// <inheritdoc/>
    protected override void OnFetched(int count) => LogFetched(count);

    /// <inheritdoc/>
    protected override void OnNotFetched(string reason) => LogFetchFailed(reason);

    [LoggerMessage(EventIds.NodeKeysFetched, LogLevel.Debug, "Fetched keys of {Count} nodes")]
    private partial void LogFetched(int count);

    [LoggerMessage(EventIds.NodeKeysNotFetched, LogLevel.Warning, "Keys of nodes could not be fetched; cached keys stay in use: {Reason}")]
    private partial void LogFetchFailed(string reason);
}
