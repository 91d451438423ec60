namespace Signal.Chaos.Tests.Truth;

/// <summary>All views of one moment in which nothing changes.</summary>
/// <param name="Clients">What each client believes.</param>
/// <param name="Rosters">What the node of each room answered to somebody who looked: the peer ids.</param>
/// <param name="Nodes">What each node holds.</param>
/// <param name="Tables">Each room in the tables.</param>
internal sealed record Truths(
    IReadOnlyList<ClientView> Clients,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Rosters,
    IReadOnlyList<NodeView> Nodes,
    IReadOnlyList<TableView> Tables);
