namespace Signal.Contracts.Messages;

/// <summary>
/// Why the hub event <c>migrate</c> asks a client to move to another node: <c>{"reason":"draining","deadline":"2026-01-02T03:04:05Z"}</c>.
/// After the deadline the node closes the connection.
/// </summary>
public enum MigrateReason
{
    /// <summary>The node is draining.</summary>
    Draining,

    /// <summary>The node is stopping.</summary>
    Stopping,

    /// <summary>A newer process with the same node id took over.</summary>
    Superseded,

    /// <summary>The room's home is another node.</summary>
    Elsewhere,
}
