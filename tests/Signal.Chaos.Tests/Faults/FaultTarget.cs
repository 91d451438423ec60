namespace Signal.Chaos.Tests.Faults;

/// <summary>The targets of faults. Those of nodes are selected by <see cref="PlannedFault.Index"/>.</summary>
internal enum FaultTarget
{
    /// <summary>The connections from the Functions app to the tables.</summary>
    Tables,

    /// <summary>The connections from the Functions app to the bus.</summary>
    FunctionsBus,

    /// <summary>The connections from a node to the bus.</summary>
    NodeBus,

    /// <summary>The connections from the clients to a node.</summary>
    Clients,

    /// <summary>A media node.</summary>
    Node,

    /// <summary>The Functions host and its worker.</summary>
    Functions,

    /// <summary>The receiver of webhooks.</summary>
    Receiver,
}
