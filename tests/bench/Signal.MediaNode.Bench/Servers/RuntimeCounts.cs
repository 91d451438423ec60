namespace Signal.MediaNode.Bench.Servers;

/// <summary>Counters of a server's runtime: bytes allocated, exceptions thrown, work items of the thread pool.</summary>
internal readonly record struct RuntimeCounts(double Bytes, double Exceptions, double WorkItems)
{
    public static RuntimeCounts operator -(RuntimeCounts one, RuntimeCounts other) =>
        new(one.Bytes - other.Bytes, one.Exceptions - other.Exceptions, one.WorkItems - other.WorkItems);
}
