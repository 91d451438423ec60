using Signal.Mediasoup.Bench.Negotiation;

// Argument: the folder that infra/local/setup/npm.sh prints for medianode/Signal.Mediasoup/worker.
foreach (var row in await NegotiationBench.RunAsync(packages: args[0], rounds: 5))
{
    Console.WriteLine($"{row.Name,-32} npm {NegotiationRow.Median(row.Theirs),10:F0} ns   ours {NegotiationRow.Median(row.Ours),8:F0} ns   x{row.Ratio:F1}   {row.BytesPerOperation} B");
}
