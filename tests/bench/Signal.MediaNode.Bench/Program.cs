using System.Globalization;
using Signal.MediaNode.Bench.Benches;
using Signal.MediaNode.Bench.Reports;

// Arguments: bench (joins, fanout, idle, cascade); the folder that infra/local/setup/npm.sh prints for tests/bench/peer, empty for cascade;
// the worker's path; then the script's arguments: --quick, --rounds N, --out FILE, and for cascade --only PART.
string? After(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

var quick = args.Contains("--quick");
var rounds = After("--rounds") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : quick ? 1 : 5;
var options = new Options(args[1], args[2], rounds, quick, After("--only"));
if (options.Only is { } only && !CascadeBench.PartNames.Contains(only))
{
    Console.Error.WriteLine($"Unknown part '{only}'; the parts are: {string.Join(", ", CascadeBench.PartNames)}");
    return 2;
}

var report = new Report(args[0], rounds);
await (args[0] switch
{
    "joins" => JoinsBench.RunAsync(options, report),
    "fanout" => FanoutBench.RunAsync(options, report),
    "idle" => IdleBench.RunAsync(options, report),
    "cascade" => CascadeBench.RunAsync(options, report),
    _ => throw new ArgumentException($"Unknown bench '{args[0]}'."),
});
report.Save(After("--out") ?? $"{args[0]}.json");
return 0;
