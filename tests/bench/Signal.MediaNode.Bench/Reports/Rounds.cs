using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Reports;

/// <summary>A figure of one round.</summary>
internal readonly record struct Figure(string Name, string Unit, double Value);

/// <summary>Runs the servers in turns, so that other load on the machine affects all alike.</summary>
internal static class Rounds
{
    public static async Task<IReadOnlyList<Series>> RunAsync(
        IReadOnlyList<Server> servers, int warmUps, int rounds, Func<Server, Task<IReadOnlyList<Figure>>> measure)
    {
        var samples = new List<(Server Server, Figure Figure)>();
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var server in servers)
            {
                var figures = await measure(server);
                if (round >= 0)
                {
                    samples.AddRange(figures.Select(figure => (server, figure)));
                }
            }
        }

        return
        [
            .. samples.GroupBy(sample => (sample.Server, sample.Figure.Name, sample.Figure.Unit))
                .Select(group => new Series(group.Key.Server.Name, group.Key.Name, group.Key.Unit, [.. group.Select(sample => sample.Figure.Value)])),
        ];
    }
}
