using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Signal.Testing;

[assembly: AssemblyFixture(typeof(Signal.EndToEnd.Tests.Stack.StackFixture))]
[assembly: AssemblyFixture(typeof(Signal.EndToEnd.Tests.Browsers.Chromium))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Signal.EndToEnd.Tests.Stack;

/// <summary>The stack that <c>./infra/local/up</c> starts, on separate ports.</summary>
public sealed partial class StackFixture : IAsyncLifetime
{
    private const int PortsNeeded = 120;
    private static readonly TimeSpan FirstStart = TimeSpan.FromMinutes(10);
    private readonly string _state = Directory.CreateTempSubdirectory("signal-e2e-").FullName;
    private ChildProcess? _up;

    /// <summary>The address of the demo page.</summary>
    public string DemoUrl { get; private set; } = "";

    /// <summary>The addresses of the nodes, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Nodes { get; private set; } = new Dictionary<string, string>();

    /// <summary>The address of the Functions app.</summary>
    public string FunctionsUrl { get; private set; } = "";

    /// <summary>The key of the superservice.</summary>
    public string AdminKey { get; private set; } = "";

    /// <summary>The service of the demo page: its id and its key.</summary>
    public async Task<(string Id, string Key)> DemoServiceAsync()
    {
        using var service = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_state, "demo-service.json"), TestContext.Current.CancellationToken));
        return (service.RootElement.GetProperty("Id").GetString()!, service.RootElement.GetProperty("Key").GetString()!);
    }

    /// <summary>The TURN server that rooms of its regions are given.</summary>
    internal TurnSettings Turn { get; } = new();

    /// <summary>The folder of logs and keys.</summary>
    public string State => _state;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next(PortsNeeded);
        _up = ChildProcess.Start(
            Repository.PathOf("infra", "local", "up"),
            ["--port", $"{port}", "--state", _state],
            Turn.Environment.Concat(WebhookSettings.Environment).ToDictionary());
        await _up.WaitForLineAsync("Ctrl-C stops everything", FirstStart);
        var output = _up.Output;
        DemoUrl = DemoLine().Match(output).Groups[1].Value;
        Nodes = NodesLine().Match(output).Groups[1].Captures.Select((url, index) => ($"node-{index + 1}", url.Value)).ToDictionary();
        FunctionsUrl = AdminLine().Match(output).Groups[1].Value;
        AdminKey = KeyLine().Match(output).Groups[1].Value;
    }

    /// <summary>Suspends a part of the stack until the result is disposed: it runs, but does not answer.</summary>
    /// <param name="part">A word of its command line or environment.</param>
    public IDisposable Freeze(string part) => new FrozenProcess(LinuxProcess.ChildOf(_up!.Id, part));

    /// <summary>Starts a node that a test may kill, in the given region if any.</summary>
    internal ExtraNode StartNode(string id, string? region = null) =>
        ExtraNode.StartLike(LinuxProcess.ChildOf(_up!.Id, $"Node__Id={Nodes.Keys.First()}"), id, region);

    /// <summary>Kills the media workers of a node.</summary>
    public void KillWorkersOf(string nodeId)
    {
        foreach (var worker in LinuxProcess.ChildrenOf(LinuxProcess.ChildOf(_up!.Id, $"Node__Id={nodeId}"), "mediasoup-worker"))
        {
            Process.GetProcessById(worker).Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_up is not null)
        {
            _up.Stop();
            await _up.WaitForExitAsync();
            await _up.DisposeAsync();
        }

        Directory.Delete(_state, recursive: true);
    }

    [GeneratedRegex(@"Demo page\s+(http://\S+)")]
    private static partial Regex DemoLine();

    [GeneratedRegex(@"^ +Nodes(?:\s+(http://\S+))+", RegexOptions.Multiline)]
    private static partial Regex NodesLine();

    [GeneratedRegex(@"Admin API\s+(http://\S+)/v1")]
    private static partial Regex AdminLine();

    [GeneratedRegex(@"Admin key\s+(\S+)")]
    private static partial Regex KeyLine();
}
