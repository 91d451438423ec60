using Microsoft.Extensions.Options;
using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>A cached snapshot of the nodes, for placement; refreshed after <see cref="NodesOptions.Cache"/>.</summary>
public sealed class NodeDirectory(NodeStore nodes, IOptions<NodesOptions> options, TimeProvider time) : IDisposable
{
    private readonly CachedRead<IReadOnlyList<NodeEntity>> _nodes = new(nodes.ListAsync, options.Value.Cache, time);

    /// <summary>All nodes.</summary>
    public ValueTask<IReadOnlyList<NodeEntity>> ListAsync(CancellationToken cancellationToken) => _nodes.GetAsync(cancellationToken);

    /// <summary>Invalidates the snapshot after a local change.</summary>
    public void Forget() => _nodes.Forget();

    /// <inheritdoc/>
    public void Dispose() => _nodes.Dispose();
}
