using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Signal.Mediasoup.Bench.Live;

/// <summary>The npm library, in a Node process.</summary>
internal sealed class NpmSide : IDisposable
{
    private readonly Process _node;

    public NpmSide(string packages, string workerBin)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Live", "npm.cjs"), packages])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["MEDIASOUP_WORKER_BIN"] = workerBin },
        };
        _node = Process.Start(start)!;
    }

    public async Task<Sample> RunAsync(Scenario scenario)
    {
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize<JsonNode[]>([scenario.Name, scenario.Operations]));
        var answer = JsonNode.Parse(await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Node has ended."))!;
        return new Sample(scenario.Operations, (double)answer["seconds"]!, (double)answer["cpu"]!, 0, 0);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
