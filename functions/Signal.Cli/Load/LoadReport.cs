using System.Globalization;
using Signal.Cli.Output;
using Signal.LoadTest.Figures;

namespace Signal.Cli.Load;

/// <summary>The result of a load as text.</summary>
internal static class LoadReport
{
    private const int MaxTextLength = 120;

    public static async Task WriteAsync(TextWriter output, LoadResult result)
    {
        var (arrivals, losses) = (result.Arrivals, result.Losses);
        await output.WriteLineAsync(
            $"{arrivals.Succeeded} of {arrivals.Planned} peers joined, {Number(arrivals.PerSecond)} per second; at most {arrivals.MostPeers} at the same time; "
            + $"{Number(result.Seconds)} s{(result.Interrupted ? ", interrupted" : "")}");
        await output.WriteLineAsync();
        await TextTable.WriteAsync(output, [["MILLISECONDS", "COUNT", "P50", "P95", "P99", "MAX"], .. Latencies(result)]);
        await output.WriteLineAsync();
        if (result.Churned > 0)
        {
            await output.WriteLineAsync($"churn: {result.Churned} peers left and joined again");
        }

        if (losses.Cut + losses.Lost > 0)
        {
            await output.WriteLineAsync(
                $"connections: {losses.Cut} cut, {losses.Lost} lost otherwise; "
                + $"{losses.Resumed} resumed, {losses.Rejoined} joined again, {losses.GaveUp} gave up");
        }

        if (result.Media is { } media)
        {
            await output.WriteLineAsync(
                $"media: {media.PacketsSent} RTP packets sent, {media.PacketsReceived} received, "
                + $"{media.PacketsLost} lost on the way to the peers");
        }

        await output.WriteLineAsync($"errors: {result.Errors.Sum(kind => kind.Count)}");
        await TextTable.WriteAsync(output, [.. result.Errors.Select(kind => new[]
        {
            "  " + PlainText.Of(kind.Kind, MaxTextLength), kind.Count.ToString(CultureInfo.InvariantCulture), PlainText.Of(kind.Example, MaxTextLength),
        })]);
        await output.WriteLineAsync(result.Nodes is null ? "nodes: not shown to this service (requires the superservice)" : "nodes:");
        await TextTable.WriteAsync(output, [.. (result.Nodes ?? []).Select(node => new[]
        {
            "  " + PlainText.Of(node.Id, MaxTextLength), $"CPU {Share(node.CpuMean)} mean, {Share(node.CpuMax)} max", $"memory {Share(node.MemoryMax)} max",
            $"{node.PeersMax} peers",
        })]);
        if (result.RoomsLeft.Count > 0)
        {
            await output.WriteLineAsync($"{result.RoomsLeft.Count} rooms could not be deleted; they time out");
        }

        var machine = result.Machine;
        await output.WriteLineAsync(
            $"load tester: {PlainText.Of(machine.OperatingSystem, MaxTextLength)}, {machine.Cores} cores, {machine.MemoryBytes >> 20} MiB, {machine.Runtime}");
    }

    private static IEnumerable<string[]> Latencies(LoadResult result) => new (string Name, LatencySummary? Summary)[]
    {
        ("full join", result.Join), ("first consumer", result.FirstConsumer), ("room token", result.Token), ("mute request", result.Message),
        ("resume", result.Resume), ("ICE and DTLS", result.Media?.Connect), ("first RTP packet", result.Media?.FirstPacket),
    }
    .Where(row => row.Summary is not null)
    .Select(row => new[]
    {
        row.Name, row.Summary!.Count.ToString(CultureInfo.InvariantCulture), Number(row.Summary.P50), Number(row.Summary.P95), Number(row.Summary.P99),
        Number(row.Summary.Max),
    });

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Share(double? share) => share is { } known ? $"{(known * 100).ToString("F0", CultureInfo.InvariantCulture)} %" : "unknown";
}
