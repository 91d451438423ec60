using Signal.Functions.Placement;

namespace Signal.Placement.Bench;

/// <summary>All nodes, and what their reports have told so far.</summary>
internal sealed class Fleet
{
    // The default of Reports:Interval.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MeanDelay = TimeSpan.FromMilliseconds(50);
    private readonly Random _random;
    private readonly TimeSpan[] _nextReports;
    private readonly (double Load, int Rooms)[] _sent;
    private readonly PlacementCandidate[] _known;
    private readonly Dictionary<string, int> _indexes;
    private readonly PriorityQueue<(int Node, double Load, int Rooms), TimeSpan> _inTransit = new();
    private int _next;

    public Fleet(SimulationSettings settings)
    {
        _random = new Random(settings.Seed + 1);
        Nodes = [.. Enumerable.Range(0, settings.Nodes).Select(i => new SimulatedNode($"node-{i:D5}", RegionOf(i), settings.Workers))];
        _sent = new (double, int)[settings.Nodes];
        _nextReports = [.. Nodes.Select(_ => _random.NextDouble() * Interval).Order()];
        _known = [.. Nodes.Select(n => new PlacementCandidate(n.Id, 1, "wss://" + n.Id, Region.All[n.Region].Name, 0, 0) { LinkVersion = 1 })];
        _indexes = Nodes.Index().ToDictionary(n => n.Item.Id, n => n.Index, StringComparer.Ordinal);
    }

    /// <summary>The nodes, in order of ids; each region has its share.</summary>
    public IReadOnlyList<SimulatedNode> Nodes { get; }

    /// <summary>The nodes as the newest folded reports describe them, in order of ids.</summary>
    public ReadOnlySpan<PlacementCandidate> Known => _known;

    public int IndexOf(string nodeId) => _indexes[nodeId];

    /// <summary>Sends the reports that are due until a time, and folds those that have arrived.</summary>
    public void ReportUntil(TimeSpan now)
    {
        while (_nextReports[_next] <= now)
        {
            var sentAt = _nextReports[_next];
            Send(_next, sentAt);
            _nextReports[_next] += Interval;
            _next = (_next + 1) % _nextReports.Length;
        }

        FoldUntil(now);
    }

    // A report like the one before tells nothing, and is left out.
    private void Send(int node, TimeSpan at)
    {
        var report = (Nodes[node].Load, Nodes[node].Rooms);
        if (_sent[node] != report)
        {
            _sent[node] = report;
            var delay = LeastDelay + RoomShape.Exponential(_random, MeanDelay);
            _inTransit.Enqueue((node, report.Load, report.Rooms), at + (delay < Interval ? delay : Interval));
        }
    }

    private void FoldUntil(TimeSpan now)
    {
        while (_inTransit.TryPeek(out var report, out var arrival) && arrival <= now)
        {
            _inTransit.Dequeue();
            _known[report.Node] = _known[report.Node] with { Load = report.Load, Rooms = report.Rooms };
        }
    }

    // Golden-ratio steps: each region has its share of any run of nodes, so that the order of ids does not favour one.
    private static int RegionOf(int index)
    {
        var rest = (index * 0.6180339887498949) % 1;
        for (var i = 0; i < Region.All.Count - 1; i++)
        {
            rest -= Region.All[i].Share;
            if (rest < 0)
            {
                return i;
            }
        }

        return Region.All.Count - 1;
    }
}
