using Microsoft.Extensions.Options;

namespace Signal.Functions.Nodes;

/// <summary>A cached snapshot of the nodes, for placement; refreshed after <see cref="NodesOptions.Cache"/>.</summary>
public sealed class NodeDirectory(NodeStore nodes, IOptions<NodesOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Snapshot? _snapshot;

    private sealed record Snapshot(IReadOnlyList<NodeEntity> Nodes, DateTimeOffset Until);

    /// <summary>All nodes.</summary>
    public async ValueTask<IReadOnlyList<NodeEntity>> ListAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } present)
            {
                return present;
            }

            var list = await nodes.ListAsync(cancellationToken);
            _snapshot = new Snapshot(list, time.GetUtcNow() + options.Value.Cache);
            return list;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Invalidates the snapshot after a local change.</summary>
    public void Forget() => _snapshot = null;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private IReadOnlyList<NodeEntity>? Fresh() => _snapshot is { } snapshot && time.GetUtcNow() < snapshot.Until ? snapshot.Nodes : null;
}
