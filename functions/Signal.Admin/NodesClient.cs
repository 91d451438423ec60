namespace Signal.Admin;

/// <summary>Manages media nodes and explains placement. Requires the superservice.</summary>
public sealed class NodesClient
{
    private const string Root = "v1/nodes";
    private readonly AdminTransport _transport;

    internal NodesClient(AdminTransport transport) => _transport = transport;

    /// <summary>Lists all nodes; pages are requested while the sequence is enumerated.</summary>
    public IAsyncEnumerable<Node> ListAsync(int pageSize = 100, CancellationToken cancellationToken = default) =>
        Listing.AllAsync<Node>(_transport, Root, pageSize, cancellationToken);

    /// <summary>Gets a node.</summary>
    public Task<Node> GetAsync(string nodeId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<Node>(new AdminRequest(HttpMethod.Get, PathOf(nodeId)), cancellationToken);

    /// <summary>Drains a node: it accepts no new rooms, and closes the remaining sessions at the deadline.</summary>
    public Task DrainAsync(string nodeId, TimeSpan deadline, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(
            new AdminRequest(HttpMethod.Post, PathOf(nodeId) + "/drain") { Body = new DrainRequest((int)deadline.TotalSeconds) }, cancellationToken);

    /// <summary>Cancels a drain: the node accepts rooms again.</summary>
    public Task CancelDrainAsync(string nodeId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(nodeId) + "/drain"), cancellationToken);

    /// <summary>Removes a node that no longer reports. It stays listed until its rooms have ended.</summary>
    public Task RemoveAsync(string nodeId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(new AdminRequest(HttpMethod.Delete, PathOf(nodeId)), cancellationToken);

    /// <summary>Explains where a room would be placed, without placing it.</summary>
    public Task<DryRunResult> DryRunAsync(DryRunRequest request, CancellationToken cancellationToken = default) =>
        _transport.SendAsync<DryRunResult>(new AdminRequest(HttpMethod.Post, "v1/placement/dry-run") { Body = request }, cancellationToken);

    private static string PathOf(string nodeId) => Root + "/" + Uri.EscapeDataString(nodeId);
}
