using Signal.MediaNode.Tokens;

namespace Signal.MediaNode.Links;

/// <summary>The nodes that the control plane has published, by instance.</summary>
internal sealed partial class KnownNodes(
    KnownNodeSource source, NodeLinkOptions links, TokenOptions options, TimeProvider time, ILogger<KnownNodes> logger)
    : FetchedKeys<KnownNode>(options, time)
{
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
