namespace Signal.Contracts.Messages;

/// <summary>
/// Why a client is asked to go to another node by the hub event <c>migrate</c>: <c>{"reason":"draining","deadline":"2026-01-02T03:04:05Z"}</c>.
/// After the deadline the node cuts the connection.
/// </summary>
public enum MigrateReason
{
    /// <summary>The node is drained.</summary>
    Draining,

    /// <summary>The node stops.</summary>
    Stopping,

    /// <summary>A younger process with the node's id took over.</summary>
    Superseded,

    /// <summary>The room's home is another node.</summary>
    Elsewhere,
}
