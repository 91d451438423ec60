using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Testing;

namespace Signal.Mediasoup.Tests.Shapes;

/// <summary>
/// The npm library and this one build the same objects on the same worker binary: dumps, statistics and properties must have the
/// same members, with JSON of the same types.
/// </summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task Dumps_and_statistics_have_every_member_that_the_npm_library_gives()
    {
        var theirs = await RunNpmAsync();
        var ours = await OurShapes.BuildAsync();

        Assert.Equal(theirs.AsObject().Select(shape => shape.Key).Order(), ours.Select(shape => shape.Key).Order());
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var extra = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, shape) in theirs.AsObject())
        {
            // Statistics with one entry are returned as that entry, not as an array.
            var expected = ours[name] is JsonObject && shape is JsonArray { Count: 1 } single ? single[0] : shape;
            var theirMembers = Members(expected).Select(OneRtpStreamIsAList).ToHashSet();
            var ourMembers = Members(ours[name]);
            missing.UnionWith(theirMembers.Except(ourMembers).Select(member => name + member));
            extra.UnionWith(ourMembers.Except(theirMembers).Where(member => !IsMoreOnPurpose(member)).Select(member => name + member));
        }

        Assert.True(missing.Count + extra.Count == 0, $"Missing:\n{string.Join('\n', missing)}\nExtra:\n{string.Join('\n', extra)}");
    }

    // A consumer's dump has its streams under one name, regardless of its type.
    private static string OneRtpStreamIsAList(string member) =>
        member.StartsWith(".rtpStream.", StringComparison.Ordinal) || member.StartsWith(".rtpStream:", StringComparison.Ordinal)
            ? ".rtpStreams[]" + member[".rtpStream".Length..]
            : member;

    // And it contains the layers regardless of its type.
    private static bool IsMoreOnPurpose(string member) =>
        member is ".rtpStreams: array"
            or ".currentSpatialLayer: Number" or ".currentTemporalLayer: Number"
            or ".targetSpatialLayer: Number" or ".targetTemporalLayer: Number"
            or ".preferredSpatialLayer: Number" or ".preferredTemporalLayer: Number";

    // Members that this library omits.
    private static bool SaysNothing(string name, JsonNode? value) =>
        value is null || (name == "dtx" && !(bool)value) || (name == "rid" && (string?)value == "");

    // Every path in the JSON with the type at its end; the items of an array share one path.
    private static HashSet<string> Members(JsonNode? node)
    {
        var members = new HashSet<string>(StringComparer.Ordinal);
        Walk(node, string.Empty);
        return members;

        void Walk(JsonNode? at, string path)
        {
            switch (at)
            {
                case JsonObject branches:
                    members.Add($"{path}: object");
                    foreach (var (name, branch) in branches.Where(branch => !SaysNothing(branch.Key, branch.Value)))
                    {
                        Walk(branch, $"{path}.{name}");
                    }

                    break;
                case JsonArray items:
                    members.Add($"{path}: array");
                    foreach (var item in items)
                    {
                        Walk(item, $"{path}[]");
                    }

                    break;
                default:
                    var kind = at?.GetValueKind() switch
                    {
                        JsonValueKind.True or JsonValueKind.False => "boolean",
                        null => "null",
                        var other => $"{other}",
                    };
                    members.Add($"{path}: {kind}");
                    break;
            }
        }
    }

    private static async Task<JsonNode> RunNpmAsync()
    {
        var packages = await SetupScript.RunAsync("npm.sh", [Repository.PathOf("medianode", "Signal.Mediasoup", "worker")]);
        var script = Repository.PathOf("tests", "Signal.Mediasoup.Tests", "Shapes", "shapes.cjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, packages])
        {
            RedirectStandardOutput = true,
            Environment = { ["MEDIASOUP_WORKER_BIN"] = WorkerBinary.Path },
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return JsonNode.Parse(output)!;
    }
}
