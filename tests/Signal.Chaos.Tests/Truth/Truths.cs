namespace Signal.Chaos.Tests.Truth;

/// <summary>All views of one moment in which nothing changes.</summary>
/// <param name="Clients">The state of each client.</param>
/// <param name="Rosters">The peer ids that the node of each room answered to an observer.</param>
/// <param name="Nodes">The objects of each node.</param>
/// <param name="Tables">Each room in the tables.</param>
internal sealed record Truths(
    IReadOnlyList<ClientView> Clients,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Rosters,
    IReadOnlyList<NodeView> Nodes,
    IReadOnlyList<TableView> Tables);
