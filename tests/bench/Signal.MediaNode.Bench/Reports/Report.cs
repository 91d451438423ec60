using System.Globalization;
using System.Text.Json;

namespace Signal.MediaNode.Bench.Reports;

/// <summary>The results of a bench: a table on the console, and JSON.</summary>
internal sealed class Report(string bench, int rounds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<(string Scenario, Series Series)> _rows = [];

    /// <summary>Adds a scenario and prints it.</summary>
    /// <param name="scenario">The name.</param>
    /// <param name="series">The figures of all subjects.</param>
    /// <param name="reference">The subject that the others are compared with.</param>
    public void Add(string scenario, IReadOnlyList<Series> series, string reference = "npm")
    {
        Console.WriteLine($"\n{scenario}");
        foreach (var figure in series.GroupBy(one => one.Figure))
        {
            var compared = figure.LastOrDefault(one => one.Subject == reference);
            foreach (var one in figure)
            {
                _rows.Add((scenario, one));
                var ratio = compared is null || one == compared || compared.Median == 0 ? "" : $"x{one.Median / compared.Median:F2}";
                Console.WriteLine($"  {figure.Key,-34}{one.Subject,-14}{Text(one.Median),12} {one.Unit,-8}({Text(one.Least)} to {Text(one.Most)})  {ratio}");
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
                    row.Series.Subject,
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
