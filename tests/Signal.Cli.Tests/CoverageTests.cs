using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Signal.Admin.Tests;

namespace Signal.Cli.Tests;

/// <summary>The commands against the OpenAPI document of the control plane: each operation has a command.</summary>
public sealed partial class CoverageTests(ControlPlane controlPlane) : IClassFixture<ControlPlane>
{
    // They do not call single operations.
    private static readonly string[] Others = ["load", "profiles", "completion"];

    private static readonly Dictionary<string, string> Samples = new()
    {
        ["patch"] = """{"description":"d"}""",
        ["payload"] = "1",
        ["url"] = "https://example.com/",
        ["--ttl"] = "30s",
        ["--for"] = "30s",
        ["--output"] = "json",
    };

    [Fact]
    public async Task Every_operation_of_the_admin_API_has_a_command()
    {
        var operations = Operations(await controlPlane.ReadOpenApiAsync()).ToList();
        await using var recorder = RequestRecorder.Start();
        using var cli = Cli.For(recorder.Address, "s", "k");

        foreach (var arguments in Leaves(cli.NewCommand().Root, []).SelectMany(leaf => Invocations(leaf.Command, leaf.Path)))
        {
            await cli.RunAsync(arguments);
        }

        string[] uncalled = [.. operations.Where(operation => !recorder.Requests.Any(request => Matches(operation, request)))];
        Assert.NotEmpty(operations);
        Assert.Empty(uncalled);
    }

    private static IEnumerable<string> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        where path.Key.StartsWith("/v1/", StringComparison.Ordinal)
        from operation in path.Value!.AsObject()
        where operation.Value!["security"]!.AsArray().Count > 0
        select $"{operation.Key.ToUpperInvariant()} {path.Key}";

    private static IEnumerable<(Command Command, string[] Path)> Leaves(Command command, string[] path) => command.Subcommands.Count == 0
        ? [(command, path)]
        : command.Subcommands.Where(child => path.Length > 0 || !Others.Contains(child.Name)).SelectMany(child => Leaves(child, [.. path, child.Name]));

    /// <summary>The command as it must be called, and once more with each of its other options, since an option can select another operation.</summary>
    private static IEnumerable<string[]> Invocations(Command command, string[] path)
    {
        string[] call = [.. path, .. command.Arguments.Select(Sample), .. command.Options.Where(option => option.Required).SelectMany(Pair)];
        return command.Options.Where(option => !option.Required).Select(option => (string[])[.. call, .. Pair(option)]).Prepend(call);
    }

    private static string[] Pair(Option option) => option.ValueType == typeof(bool) ? [option.Name] : [option.Name, Sample(option)];

    private static string Sample(Symbol symbol) => Samples.GetValueOrDefault(symbol.Name, "1");

    private static bool Matches(string operation, string request) => Regex.IsMatch(request, "^" + PathParameter().Replace(operation, "[^/ ]+") + "$");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PathParameter();
}
