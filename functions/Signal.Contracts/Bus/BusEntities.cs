namespace Signal.Contracts.Bus;

/// <summary>The names of the Service Bus queues. Their properties are declared in <c>infra/azure/servicebus.json</c>.</summary>
public static class BusEntities
{
    /// <summary>Node to control plane: <see cref="Messages.NodeReport"/>; no sessions.</summary>
    public const string NodeReports = "node-reports";

    /// <summary>Node to control plane: <see cref="Messages.RoomEvent"/>; session = room id.</summary>
    public const string RoomEvents = "room-events";

    /// <summary>Control plane to node: <see cref="Messages.NodeCommand"/>; session = node id.</summary>
    public const string NodeCommands = "node-commands";
}
