using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Mediasoup.Ortc;

namespace Signal.Mediasoup.Bench.Negotiation;

/// <summary>The cost of produce() and consume() before a request is written: the npm package in Node, and this library.</summary>
internal static class NegotiationBench
{
    private const int OperationsInNode = 2_000;
    private const int Operations = 50_000;

    /// <summary>Runs both, one after the other; a row for each operation.</summary>
    public static async Task<IReadOnlyList<NegotiationRow>> RunAsync(string packages, int rounds)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Negotiation");
        var file = Path.Combine(folder, "input.json");
        var theirs = await RunNodeAsync(packages, folder, file, rounds);
        var input = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var router = RouterNegotiation.GetRtpCapabilities(Read<ImmutableArray<RtpCodecCapability>>(input["mediaCodecs"]));
        var parameters = Read<RtpParameters>(input["rtpParameters"]);
        var remote = Read<RtpCapabilities>(input["remote"]);
        var consumable = ProducerNegotiation.Negotiate(MediaKind.Video, parameters, router).Consumable;
        return
        [
            Measure("consume()", rounds, theirs["consume"], () => ConsumerNegotiation.GetRtpParameters(consumable, remote, enableRtx: true)),
            Measure("consume(), first of its client", rounds, theirs["consume"], () =>
            {
                var fresh = new RtpCapabilities { Codecs = remote.Codecs, HeaderExtensions = remote.HeaderExtensions };
                return ConsumerNegotiation.GetRtpParameters(consumable, fresh, enableRtx: true);
            }),
            Measure("produce()", rounds, theirs["produce"], () => ProducerNegotiation.Negotiate(MediaKind.Video, parameters, router)),
        ];
    }

    private static NegotiationRow Measure(string name, int rounds, double[] theirs, Func<object> step)
    {
        // Two warm-up rounds, so that tiered JIT compilation is complete.
        var nanoseconds = new double[rounds];
        long bytes = 0;
        for (var round = -2; round < rounds; round++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Operations; i++)
            {
                GC.KeepAlive(step());
            }

            if (round >= 0)
            {
                nanoseconds[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Operations;
                bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Operations;
            }
        }

        return new NegotiationRow(name, theirs, nanoseconds, bytes);
    }

    private static async Task<Dictionary<string, double[]>> RunNodeAsync(string packages, string folder, string file, int rounds)
    {
        string[] arguments =
        [
            Path.Combine(folder, "negotiation.cjs"),
            packages,
            file,
            rounds.ToString(CultureInfo.InvariantCulture),
            OperationsInNode.ToString(CultureInfo.InvariantCulture),
        ];
        using var node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        if (node.ExitCode != 0)
        {
            throw new InvalidOperationException($"Node ended with {node.ExitCode}.");
        }

        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .GroupBy(row => (string)row["name"]!)
            .ToDictionary(group => group.Key, group => group.Select(row => (double)row["nanoseconds"]!).ToArray());
    }

    private static T Read<T>(JsonNode? json) => json.Deserialize<T>(MediasoupJson.Options)!;
}
