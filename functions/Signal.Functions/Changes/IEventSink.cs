namespace Signal.Functions.Changes;

/// <summary>
/// Receives every change, for example to send it to webhooks. Called before a change is written to the tables: what a sink has stored
/// survives a crash, and a repeated change has the same id, source, sequence and index, by which the sink must recognize it. Only the loss
/// of a node is written first, since the write decides it: the row records that the sinks have not accepted it yet.
/// </summary>
public interface IEventSink
{
    /// <summary>Accepts changes of one room, in order.</summary>
    Task AcceptAsync(string tenant, string roomId, IReadOnlyList<RoomChange> changes, CancellationToken cancellationToken);

    /// <summary>Accepts a change of a node.</summary>
    Task AcceptAsync(NodeChange change, CancellationToken cancellationToken);
}

/// <summary>A node was added, was lost, or changed its state.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The start of its process.</param>
/// <param name="Sequence">The sequence of the report with the former state, or of the last report before the node was lost; 0: none in this epoch.</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="At">When the change occurred.</param>
public sealed record NodeChange(string NodeId, long Epoch, long Sequence, NodeChangeKind Kind, DateTimeOffset At);

/// <summary>The kinds of node changes.</summary>
public enum NodeChangeKind
{
    /// <summary>The first report of the node was received.</summary>
    Started,

    /// <summary>The node is serving again after a drain, or reports again after it was lost.</summary>
    Serving,

    /// <summary>The node is draining.</summary>
    Draining,

    /// <summary>The node is stopping.</summary>
    Stopping,

    /// <summary>The node no longer reports.</summary>
    Lost,
}
