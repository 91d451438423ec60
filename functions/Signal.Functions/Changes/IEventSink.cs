namespace Signal.Functions.Changes;

/// <summary>
/// Receives every change, such as to send it to webhooks. Called before a change takes effect in the tables: what a sink has stored survives a
/// crash, and a repeated change comes again with the same id, source, sequence and index, by which the sink must know it.
/// </summary>
public interface IEventSink
{
    /// <summary>Changes of one room, in order.</summary>
    Task AcceptAsync(string tenant, string roomId, IReadOnlyList<RoomChange> changes, CancellationToken cancellationToken);

    /// <summary>Something happened to a node.</summary>
    Task AcceptAsync(NodeChange change, CancellationToken cancellationToken);
}

/// <summary>A node came, went, or changed its state.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Epoch">The start of its process.</param>
/// <param name="Sequence">The report that told the state before, or the last one before it was lost; 0: there was none in this epoch.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
public sealed record NodeChange(string NodeId, long Epoch, long Sequence, NodeChangeKind Kind, DateTimeOffset At);

/// <summary>What happened to a node.</summary>
public enum NodeChangeKind
{
    /// <summary>Its first report came.</summary>
    Started,

    /// <summary>It serves again after a drain.</summary>
    Serving,

    /// <summary>It drains.</summary>
    Draining,

    /// <summary>It stops.</summary>
    Stopping,

    /// <summary>Its reports stay away.</summary>
    Lost,
}
