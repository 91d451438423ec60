namespace Signal.Chaos.Tests.Faults;

/// <summary>Where something can go wrong. Those of nodes are counted by <see cref="PlannedFault.Index"/>.</summary>
internal enum FaultTarget
{
    /// <summary>The way from the Functions app to the tables.</summary>
    Tables,

    /// <summary>The way from the Functions app to the bus.</summary>
    FunctionsBus,

    /// <summary>The way from a node to the bus.</summary>
    NodeBus,

    /// <summary>The way from the clients to a node.</summary>
    Clients,

    /// <summary>A media node.</summary>
    Node,

    /// <summary>The Functions host and its worker.</summary>
    Functions,

    /// <summary>The receiver of webhooks.</summary>
    Receiver,
}
