using Signal.Functions.Storage;

namespace Signal.Functions.Nodes;

/// <summary>The nodes in the tables.</summary>
public sealed class NodeStore(TableDatabase database)
{
    private readonly Table<NodeEntity> _nodes = database.Open<NodeEntity>(TableNames.Nodes);

    /// <summary>Finds a node; null when it does not exist.</summary>
    public async Task<NodeEntity?> FindAsync(string nodeId, CancellationToken cancellationToken) =>
        Ids.IsWellFormed(nodeId) ? await _nodes.GetAsync(NodeEntity.Partition, nodeId, cancellationToken) : null;

    /// <summary>All nodes.</summary>
    public async Task<IReadOnlyList<NodeEntity>> ListAsync(CancellationToken cancellationToken)
    {
        var nodes = new List<NodeEntity>();
        await foreach (var node in _nodes.QueryAsync(Filter.Partition(NodeEntity.Partition), cancellationToken))
        {
            nodes.Add(node);
        }

        return nodes;
    }

    /// <summary>One page of all nodes.</summary>
    public Task<Page<NodeEntity>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        _nodes.PageAsync(Filter.Partition(NodeEntity.Partition), limit, continuation, cancellationToken);

    /// <summary>Inserts a node; false when the id is taken.</summary>
    public Task<bool> TryInsertAsync(NodeEntity node, CancellationToken cancellationToken) => _nodes.TryInsertAsync(node, cancellationToken);

    /// <summary>Replaces a node; false when it has changed since it was read.</summary>
    public Task<bool> TryReplaceAsync(NodeEntity node, CancellationToken cancellationToken) => _nodes.TryReplaceAsync(node, cancellationToken);

    /// <summary>Deletes a node; false when it has changed since it was read.</summary>
    public Task<bool> TryDeleteAsync(NodeEntity node, CancellationToken cancellationToken) => _nodes.TryDeleteAsync(node, cancellationToken);

    /// <summary>Reads, changes and writes a node, and retries on conflicts; null when it does not exist.</summary>
    public async Task<NodeEntity?> ChangeAsync(string nodeId, Action<NodeEntity> change, CancellationToken cancellationToken)
    {
        while (await FindAsync(nodeId, cancellationToken) is { } node)
        {
            change(node);
            if (await _nodes.TryReplaceAsync(node, cancellationToken))
            {
                return node;
            }
        }

        return null;
    }
}
