namespace Signal.Placement.Bench;

/// <summary>One line of the table.</summary>
internal sealed record Row(string Policy, string Spread, Outcome Outcome, double RankingMicroseconds)
{
    public static void Print(IReadOnlyList<Row> rows)
    {
        Console.WriteLine(
            $"{"policy",-20}{"spread",-8}{"load",7}{"imbalance",11}{"p99 load",10}{"busy nodes",12}{"refused",9}{"full chosen",13}"
                + $"{"rooms span",12}{"people span",13}{"far traffic",13}{"us/ranking",12}");
        foreach (var (policy, spread, o, cost) in rows)
        {
            Console.WriteLine(
                $"{policy,-20}{spread,-8}{o.MeanLoad,7:0.00}{o.Imbalance,11:0.000}{o.LoadAt99,10:0.00}{o.BusyNodes,12:0.0%}"
                    + $"{(double)o.Refused / o.Tokens,9:0.00%}{(double)o.ChoicesOfFull / o.Choices,13:0.00%}"
                    + $"{o.Spanning,12:0.0%}{o.ParticipantsInSpanning,13:0.0%}{o.FarTraffic,13:0.0%}{cost,12:0}");
        }
    }
}
