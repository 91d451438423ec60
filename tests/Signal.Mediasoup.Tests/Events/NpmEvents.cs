using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Testing;

namespace Signal.Mediasoup.Tests.Events;

/// <summary>The events of all scenarios with the npm library, played once.</summary>
public sealed class NpmEvents : IAsyncLifetime
{
    private JsonNode? _scenarios;

    public async ValueTask InitializeAsync()
    {
        var packages = await SetupScript.RunAsync("npm.sh", [Repository.PathOf("medianode", "Signal.Mediasoup", "worker")]);
        var script = Repository.PathOf("tests", "Signal.Mediasoup.Tests", "Events", "events.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, packages])
        {
            RedirectStandardOutput = true,
            Environment = { ["MEDIASOUP_WORKER_BIN"] = WorkerBinary.Path },
        })!;
        _scenarios = JsonNode.Parse(await node.StandardOutput.ReadToEndAsync());
        await node.WaitForExitAsync();
    }

    /// <summary>The names of the scenarios.</summary>
    public string[] Names => [.. _scenarios!.AsObject().Select(scenario => scenario.Key)];

    /// <summary>The events during a scenario, and when the worker is closed after it.</summary>
    public (string[] Played, string[] Closed) Of(string scenario) =>
        (_scenarios![scenario]!["played"].Deserialize<string[]>()!, _scenarios[scenario]!["closed"].Deserialize<string[]>()!);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
