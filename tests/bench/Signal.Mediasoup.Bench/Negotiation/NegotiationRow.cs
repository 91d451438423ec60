namespace Signal.Mediasoup.Bench.Negotiation;

/// <summary>Nanoseconds per operation of each round, theirs and ours, and the bytes that one of ours allocates.</summary>
internal sealed record NegotiationRow(string Name, double[] Theirs, double[] Ours, long BytesPerOperation)
{
    /// <summary>The ratio of the medians, theirs to ours.</summary>
    public double Ratio => Median(Theirs) / Median(Ours);

    /// <summary>The median.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
