using System.Diagnostics;
using System.Text.Json.Nodes;
using Signal.Testing;

namespace Signal.Mediasoup.Tests.Ortc;

/// <summary>One Node process for a test class, in which the npm package's own JavaScript negotiates.</summary>
public sealed class Oracle : IAsyncLifetime
{
    private readonly Lock _gate = new();
    private Process? _node;

    public async ValueTask InitializeAsync()
    {
        var packages = await SetupScript.RunAsync("npm.sh", [Repository.PathOf("medianode", "Signal.Mediasoup", "worker")]);
        var script = Repository.PathOf("tests", "Signal.Mediasoup.Tests", "Ortc", "oracle.cjs");
        _node = Process.Start(new ProcessStartInfo("node", [script, packages])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    /// <summary>Returns the npm package's answer.</summary>
    public JsonNode Ask(string operation, JsonObject input)
    {
        var question = (JsonObject)input.DeepClone();
        question["operation"] = operation;
        lock (_gate)
        {
            _node!.StandardInput.WriteLine(question.ToJsonString());
            var answer = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The oracle ended at {question.ToJsonString()}");
            return JsonNode.Parse(answer)!;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is { } node)
        {
            node.StandardInput.Close();
            await node.WaitForExitAsync();
            node.Dispose();
        }
    }
}
