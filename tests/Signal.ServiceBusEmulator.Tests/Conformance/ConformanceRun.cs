using System.Text.Json;
using System.Text.RegularExpressions;
using Signal.Testing;

namespace Signal.ServiceBusEmulator.Tests.Conformance;

/// <summary>One run of <c>conformance.mjs</c> with all checks, on Node against an emulator process. Each check has a separate queue.</summary>
public sealed partial class ConformanceRun : IAsyncLifetime
{
    private static readonly Dictionary<string, object> Kinds = new()
    {
        ["plain"] = new { lockDuration = "PT30S", maxDeliveryCount = 3 },
        ["short"] = new { lockDuration = "PT4S" },
        ["expiring"] = new { deadLetteringOnMessageExpiration = true, defaultMessageTimeToLive = "PT1S" },
        ["duplicates"] = new { requiresDuplicateDetection = true },
        ["tiny"] = new { maxSizeInMegabytes = 1 },
        ["sessions"] = new { requiresSession = true, lockDuration = "PT30S" },
        ["short-sessions"] = new { requiresSession = true, lockDuration = "PT4S" },
    };

    private readonly Dictionary<string, string?> _errors = [];
    private string _output = string.Empty;

    /// <summary>The names of all checks, as the script declares them.</summary>
    public static TheoryData<string> Names => [.. Declarations().Select(check => check.Name)];

    private static string Script => Repository.PathOf("tests", "Signal.ServiceBusEmulator.Tests", "Conformance", "conformance.mjs");

    /// <summary>Fails unless the run reported the check, as passed.</summary>
    public void AssertPassed(string name)
    {
        Assert.True(_errors.TryGetValue(name, out var error), $"'{name}' was not reported. Output of the run:\n{_output}");
        Assert.True(error is null, error);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var sdk = await SetupScript.RunAsync("npm.sh", [Path.Combine(Path.GetDirectoryName(Script)!, "sdk")]);
        var entities = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(entities, JsonSerializer.Serialize(new { queues = Declarations().Select(Queue) }));
            await using var emulator = await ServiceBusEmulatorProcess.StartAsync(entities: entities);
            await using var node = ChildProcess.Start("node", [Script, sdk, emulator.ConnectionString]);
            await node.WaitForExitAsync(TimeSpan.FromMinutes(4));
            _output = node.Output;
        }
        finally
        {
            File.Delete(entities);
        }

        foreach (var line in _output.Split('\n').Where(line => line.StartsWith("{\"name\"", StringComparison.Ordinal)))
        {
            var report = JsonSerializer.Deserialize<Report>(line, JsonSerializerOptions.Web)!;
            _errors[report.Name] = report.Error;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<(string Name, string Kind, int Index)> Declarations() => Declaration()
        .Matches(File.ReadAllText(Script))
        .Select((match, index) => (match.Groups["name"].Value, match.Groups["kind"].Value, index));

    private static Dictionary<string, object> Queue((string Name, string Kind, int Index) check)
    {
        var queue = JsonSerializer.SerializeToElement(Kinds[check.Kind]).EnumerateObject().ToDictionary(field => field.Name, field => (object)field.Value);
        queue["name"] = $"{check.Kind}-{check.Index}";
        return queue;
    }

    [GeneratedRegex("^check\\('(?<name>[^']+)', '(?<kind>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private sealed record Report(string Name, string? Error);
}
