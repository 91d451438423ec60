using System.Diagnostics;
using System.Text.Json;
using Signal.Placement.Bench;

// Runs the placement policies over a simulated fleet. Options: see tests/bench/placement.
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var settings = arguments.Settings;
var workload = Workload.Generate(settings);
var cases = PlacementCase.All.Where(c => arguments.Policy is null || c.Policy == arguments.Policy).ToArray();
Console.Error.WriteLine($"{workload.Participants.Count} participants in {workload.Rooms} rooms, {settings.Nodes} nodes, seed {settings.Seed}");
List<Row> rows = [];
foreach (var @case in cases)
{
    var start = Stopwatch.GetTimestamp();
    var outcome = Simulation.Run(settings, workload, @case);
    rows.Add(new Row(@case.Name, @case.Spread.ToString().ToLowerInvariant(), outcome, RankingCost.Measure(settings, @case).TotalMicroseconds));
    Console.Error.WriteLine(
        $"{rows.Count} of {cases.Length}: {@case.Name}, spread {@case.Spread}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
}

Row.Print(rows);
var json = JsonSerializer.Serialize(
    new { settings, workload.Rooms, rows }, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });
await File.WriteAllTextAsync(arguments.File, json);
return 0;
