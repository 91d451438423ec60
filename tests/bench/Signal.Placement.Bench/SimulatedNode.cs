using Signal.Contracts.Messages;
using Signal.MediaNode.Reports;

namespace Signal.Placement.Bench;

/// <summary>A node as it is, which the control plane learns from its reports.</summary>
internal sealed class SimulatedNode(string id, int region, int workers)
{
    // The default of Reports:WorkerCapacity.
    private const double WorkerCapacity = 500;
    private static readonly WorkerReport Empty = new() { Pid = 1, Cpu = 0 };

    // Load is the sum of all workers; how a node distributes its rooms over its workers does not change it.
    private readonly WorkerReport[] _workers = [.. Enumerable.Repeat(Empty, workers)];
    private MediaCounts _media;
    private double? _load;

    public string Id => id;

    public int Region => region;

    public int Rooms { get; set; }

    public int Participants { get; set; }

    public MediaCounts Media
    {
        get => _media;
        set
        {
            _media = value;
            _load = null;
        }
    }

    public double Load => _load ??= Weigh();

    private double Weigh()
    {
        _workers[0] = Empty with { Producers = Media.Producers, Consumers = Media.Consumers, Transports = Media.Transports };
        return NodeLoad.Of(_workers, cpu: 0, WorkerCapacity);
    }
}

/// <summary>Numbers of mediasoup objects.</summary>
internal readonly record struct MediaCounts(int Producers, int Consumers, int Transports)
{
    public static MediaCounts operator +(MediaCounts a, MediaCounts b) =>
        new(a.Producers + b.Producers, a.Consumers + b.Consumers, a.Transports + b.Transports);

    public static MediaCounts operator -(MediaCounts a, MediaCounts b) =>
        new(a.Producers - b.Producers, a.Consumers - b.Consumers, a.Transports - b.Transports);
}
