using Signal.MediaNode.Bench.Servers;

namespace Signal.MediaNode.Bench.Reports;

/// <summary>A figure of one round.</summary>
internal readonly record struct Figure(string Name, string Unit, double Value);

/// <summary>Runs the subjects in turns, so that other load on the machine affects all alike. Progress goes to standard error.</summary>
internal static class Rounds
{
    public static Task<IReadOnlyList<Series>> RunAsync(
        IReadOnlyList<Server> servers, int warmUps, int rounds, Func<Server, Task<IReadOnlyList<Figure>>> measure) =>
        RunAsync([.. servers.Select(server => new Subject(server.Name, () => measure(server)))], warmUps, rounds);

    public static async Task<IReadOnlyList<Series>> RunAsync(IReadOnlyList<Subject> subjects, int warmUps, int rounds)
    {
        var samples = new List<(string Subject, Figure Figure)>();
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var subject in subjects)
            {
                await Console.Error.WriteLineAsync(round < 0 ? $"warm-up: {subject.Name}" : $"round {round + 1} of {rounds}: {subject.Name}");
                var figures = await subject.MeasureAsync();
                if (round >= 0)
                {
                    samples.AddRange(figures.Select(figure => (subject.Name, figure)));
                }
            }
        }

        return
        [
            .. samples.GroupBy(sample => (sample.Subject, sample.Figure.Name, sample.Figure.Unit))
                .Select(group => new Series(group.Key.Subject, group.Key.Name, group.Key.Unit, [.. group.Select(sample => sample.Figure.Value)])),
        ];
    }
}
