using Signal.Mediasoup.Bench.Live;
using Signal.Mediasoup.Bench.Negotiation;

// Arguments: the folder that infra/local/setup/npm.sh prints for medianode/Signal.Mediasoup/worker; the worker's path; rounds.
var rounds = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 5;

Console.WriteLine(
    $"{"live worker",-18} {"npm library",-34} {"this library",-36} {"rate",7} {"CPU µs/op",16} {"B/op",8} {"syscalls/op",11}"
    + $" {"on the pool",20}");
foreach (var row in await LiveBench.RunAsync(packages: args[0], workerBin: args[1], rounds))
{
    var target = row.Scenario.Target > 0 ? $" (asked: x{row.Scenario.Target})" : string.Empty;
    Console.WriteLine(
        $"{row.Scenario.Name,-18} {LiveRow.Spread(row.Theirs),-34} {LiveRow.Spread(row.Ours),-36} x{row.Ratio,6:F1}"
        + $" {LiveRow.Median(row.Theirs, s => s.CpuMicroseconds),7:F1} {LiveRow.Median(row.Ours, s => s.CpuMicroseconds),8:F1}"
        + $" {row.Allocated,8:F0} {row.SystemCalls,11:F2}"
        + $" {LiveRow.Median(row.Pooled, s => s.Rate),9:F0}/s {LiveRow.Median(row.Pooled, s => s.CpuMicroseconds),5:F1} µs{target}");
}

Console.WriteLine();
Console.WriteLine("negotiation, without a worker");
foreach (var row in await NegotiationBench.RunAsync(packages: args[0], rounds))
{
    Console.WriteLine(
        $"{row.Name,-32} npm {NegotiationRow.Median(row.Theirs),10:F0} ns   ours {NegotiationRow.Median(row.Ours),8:F0} ns"
        + $"   x{row.Ratio:F1}   {row.BytesPerOperation} B");
}
