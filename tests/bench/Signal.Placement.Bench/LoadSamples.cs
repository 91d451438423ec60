namespace Signal.Placement.Bench;

/// <summary>The loads of all nodes, at several times.</summary>
internal sealed class LoadSamples
{
    private const double Busy = 0.9;
    private readonly List<Sample> _samples = [];

    public int Count => _samples.Count;

    public int MostParticipants => _samples.Max(sample => sample.Participants);

    public double Mean => _samples.Average(sample => sample.Mean);

    /// <summary>The standard deviation of the loads, divided by their mean.</summary>
    public double Imbalance => _samples.Average(sample => sample.Mean == 0 ? 0 : sample.Deviation / sample.Mean);

    /// <summary>The load that 99 of 100 nodes do not exceed.</summary>
    public double At99 => _samples.Average(sample => sample.At99);

    /// <summary>The share of nodes with a load of at least 0.9.</summary>
    public double BusyNodes => _samples.Average(sample => sample.BusyNodes);

    public void Add(double[] loads, int participants)
    {
        Array.Sort(loads);
        var mean = loads.Average();
        _samples.Add(new Sample(
            mean,
            Math.Sqrt(loads.Average(load => (load - mean) * (load - mean))),
            loads[(int)Math.Ceiling(0.99 * loads.Length) - 1],
            loads.Count(load => load >= Busy) / (double)loads.Length,
            participants));
    }

    private sealed record Sample(double Mean, double Deviation, double At99, double BusyNodes, int Participants);
}
