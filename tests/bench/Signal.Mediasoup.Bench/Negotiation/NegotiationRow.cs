namespace Signal.Mediasoup.Bench.Negotiation;

/// <summary>Nanoseconds per operation of each round, theirs and ours, and the bytes that one of ours allocates.</summary>
internal sealed record NegotiationRow(string Name, double[] Theirs, double[] Ours, long BytesPerOperation)
{
    /// <summary>How many of ours fit into the time of one of theirs, by the medians.</summary>
    public double Ratio => Median(Theirs) / Median(Ours);

    /// <summary>The middle value.</summary>
    public static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
