using System.Globalization;
using System.Text.Json;

namespace Signal.MediaNode.Bench.Reports;

/// <summary>The results of a bench: a table on the console, and JSON.</summary>
internal sealed class Report(string bench, int rounds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<(string Scenario, Series Series)> _rows = [];

    /// <summary>Adds a scenario and prints it. The last server is the one that the others are compared with.</summary>
    public void Add(string scenario, IReadOnlyList<Series> series)
    {
        Console.WriteLine($"\n{scenario}");
        foreach (var figure in series.GroupBy(one => one.Figure))
        {
            var reference = figure.LastOrDefault(one => one.Server == "npm");
            foreach (var one in figure)
            {
                _rows.Add((scenario, one));
                var ratio = reference is null || one == reference || reference.Median == 0 ? "" : $"x{one.Median / reference.Median:F2}";
                Console.WriteLine($"  {figure.Key,-34}{one.Server,-14}{Text(one.Median),12} {one.Unit,-8}({Text(one.Least)} to {Text(one.Most)})  {ratio}");
            }
        }
    }

    /// <summary>Writes all results to a file.</summary>
    public void Save(string path)
    {
        File.WriteAllText(path, JsonSerializer.Serialize(
            new
            {
                bench,
                rounds,
                at = TimeProvider.System.GetUtcNow(),
                machine = new
                {
                    cpus = Environment.ProcessorCount,
                    cpu = Cpu(),
                    load = File.ReadAllText("/proc/loadavg").Trim(),
                    runtime = Environment.Version.ToString(),
                },
                results = _rows.Select(row => new
                {
                    row.Scenario,
                    row.Series.Server,
                    row.Series.Figure,
                    row.Series.Unit,
                    row.Series.Median,
                    row.Series.Least,
                    row.Series.Most,
                    row.Series.Rounds,
                }),
            },
            Json));
        Console.WriteLine($"\nWritten to {path}");
    }

    private static string Text(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static string Cpu() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown";
}
