namespace Signal.MediaNode.Bench.Reports;

/// <summary>One figure over the rounds of one subject.</summary>
internal sealed record Series(string Subject, string Figure, string Unit, IReadOnlyList<double> Rounds)
{
    public double Median => Rounds.Order().ElementAt(Rounds.Count / 2);

    public double Least => Rounds.Min();

    public double Most => Rounds.Max();
}
