using Signal.Functions.Nodes;
using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>One instance of the Functions app: what it knows of the nodes, and of the placements of all instances.</summary>
internal sealed class AppInstance(Fleet fleet, List<PublishedPlacement> published, PlacementOptions options, NodesOptions nodes, TimeProvider time)
{
    private readonly PlacementWindow _window = new(options.Settle, time);
    private PlacementCandidate[] _known = [];
    private DateTimeOffset _freshUntil;
    private int _learned;

    /// <summary>Reads the nodes and the placements of the other instances, when the cache has expired.</summary>
    public void Refresh()
    {
        if (time.GetUtcNow() < _freshUntil)
        {
            return;
        }

        _known = fleet.Known.ToArray();
        for (; _learned < published.Count; _learned++)
        {
            _window.Learn(published[_learned].Key, published[_learned].NodeId);
        }

        _freshUntil = time.GetUtcNow() + nodes.Cache;
    }

    /// <summary>Chooses a node, and publishes the choice; null: none is added.</summary>
    public void Choose(string roomId, Func<KnownNodes, string?> choose)
    {
        string? chosen = null;
        var key = _window.Announce(roomId, counts => chosen = choose(new KnownNodes(fleet, _known, counts, options)));
        if (key is not null)
        {
            published.Add(new PublishedPlacement(key, chosen!));
        }
    }
}

/// <summary>A placement that the other instances read.</summary>
internal readonly record struct PublishedPlacement(string Key, string NodeId);

/// <summary>The nodes as an instance knows them, with the rooms that were placed recently.</summary>
internal sealed class KnownNodes(Fleet fleet, PlacementCandidate[] reported, IReadOnlyDictionary<string, int> placed, PlacementOptions options)
{
    private PlacementCandidate[]? _all;

    /// <summary>All nodes, in order of ids.</summary>
    public PlacementCandidate[] All => _all ??= CountAll();

    public PlacementCandidate this[int node] => reported[node].With(placed.GetValueOrDefault(reported[node].NodeId), options);

    private PlacementCandidate[] CountAll()
    {
        var all = reported.AsSpan().ToArray();
        foreach (var nodeId in placed.Keys)
        {
            var node = fleet.IndexOf(nodeId);
            all[node] = this[node];
        }

        return all;
    }
}
