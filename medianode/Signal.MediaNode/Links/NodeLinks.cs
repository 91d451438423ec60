using System.Collections.Concurrent;
using Signal.MediaNode.Concurrency;
using Signal.MediaNode.Node;

namespace Signal.MediaNode.Links;

/// <summary>
/// The links of this node: those that it has opened, one for each other node and shared by all rooms, and those that it has accepted.
/// </summary>
internal sealed partial class NodeLinks(
    LinkConnector connector,
    KnownNodes nodes,
    NodeLinkOptions options,
    LinkKey own,
    LinkMetrics metrics,
    TimeProvider time,
    ILogger<NodeLinks> logger) : IDisposable
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<NodeInstance, LinkTarget> _targets = [];
    private readonly ConcurrentDictionary<NodeInstance, Link> _accepted = [];
    private readonly Throttle _failures = new(time, LogInterval);

    /// <summary>The number of links that are open, in both directions.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _accepted.Count + _targets.Values.Count(target => target.Link is not null);
            }
        }
    }

    /// <summary>
    /// Returns the link to another node, which is opened if needed. Concurrent callers share one attempt; attempts have growing pauses.
    /// </summary>
    /// <exception cref="LinkUnavailableException">The node cannot be reached, is not known, or has another protocol version.</exception>
    public async Task<LinkLease> OpenAsync(NodeInstance node, CancellationToken cancellationToken)
    {
        if (!options.Enabled || node == own.Instance)
        {
            throw new LinkUnavailableException(options.Enabled ? "A node has no link to itself." : "Links are not enabled.");
        }

        while (true)
        {
            Task opening;
            lock (_lock)
            {
                var target = TargetOf(node);
                if (target.Link?.TryHold() is { } lease)
                {
                    return lease;
                }

                opening = target.Opening ??= Task.Run(() => OpenAsync(node, target), CancellationToken.None);
            }

            await opening.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether the control plane has declared another node lost.</summary>
    public Task<bool> IsLostAsync(NodeInstance node, CancellationToken cancellationToken) => nodes.IsLostAsync(node, own.Instance, cancellationToken);

    /// <summary>Runs a link that another node has opened. It replaces an older one of the same node.</summary>
    public async Task RunAcceptedAsync(Link link)
    {
        _accepted.AddOrUpdate(link.Remote, link, (_, older) =>
        {
            older.Abort("replaced by another link of the node");
            return link;
        });
        if (_stopping.IsCancellationRequested)
        {
            link.Abort("node stops");
        }

        await link.RunAsync();
        _accepted.TryRemove(new(link.Remote, link));
    }

    /// <summary>Closes all links, and opens no more.</summary>
    public void Stop()
    {
        _stopping.Cancel();
        List<Link> open;
        lock (_lock)
        {
            open = [.. _accepted.Values, .. _targets.Values.Select(target => target.Link).OfType<Link>()];
        }

        foreach (var link in open)
        {
            link.Close("node stops");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private LinkTarget TargetOf(NodeInstance node)
    {
        if (!_targets.TryGetValue(node, out var target))
        {
            foreach (var unused in _targets.Where(entry => entry.Value.IsUnused).Select(entry => entry.Key).ToList())
            {
                _targets.Remove(unused);
            }

            _targets[node] = target = new LinkTarget(options.MaxBackoff, time);
        }

        return target;
    }

    private async Task OpenAsync(NodeInstance node, LinkTarget target)
    {
        Link? link = null;
        try
        {
            await Task.Delay(target.Pause, time, _stopping.Token);
            link = await connector.ConnectAsync(node, _stopping.Token);
        }
        catch (Exception error)
        {
            metrics.LinkNotOpened();
            if (_failures.TryPass(out var heldBack) && !_stopping.IsCancellationRequested)
            {
                LogNotOpened(node, error.Message, heldBack);
            }

            throw error as LinkUnavailableException ?? new LinkUnavailableException($"The link with node {node} could not be opened.", error);
        }
        finally
        {
            lock (_lock)
            {
                target.Attempted(link);
            }
        }

        _ = RunAsync(link, target);
    }

    private async Task RunAsync(Link link, LinkTarget target)
    {
        if (_stopping.IsCancellationRequested)
        {
            link.Abort("node stops");
        }

        await link.RunAsync();
        lock (_lock)
        {
            target.Ended();
        }
    }

    [LoggerMessage(
        EventIds.LinkNotOpened,
        LogLevel.Warning,
        "Link with node {Node} could not be opened: {Reason}; {Count} similar messages were not logged")]
    private partial void LogNotOpened(NodeInstance node, string reason, int count);
}
