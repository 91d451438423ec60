using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Signal.MediaNode.Telemetry;
using Signal.MediaNode.Tests.Fixtures;
using Signal.MediaNode.Tests.Rooms.Parts;
using Signal.Mediasoup;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>The alerts and the board of infra/observability name only metrics that a running node exports.</summary>
[Collection(nameof(Alone))]
public sealed partial class ObservabilityFilesTests
{
    // Series that Prometheus creates itself.
    private static readonly string[] OfPrometheus = ["up", "ALERTS"];

    [Fact]
    public async Task Every_metric_of_the_alerts_and_the_board_is_exported()
    {
        await using var room = await SpannedRoom.StartAsync();
        await room.JoinAsync(1, "Alice");
        var node = room.Nodes[1];
        await MeasureMediaAsync(node);

        var exported = (await Scrape.ReadAsync(node)).Names.ToHashSet();

        var expressions = Alerts().Concat(Board()).ToList();
        var named = expressions.SelectMany(Metrics).ToHashSet();
        Assert.True(named.Count > 30, $"only {named.Count} metrics found");
        Assert.Empty(named.Except(OfPrometheus).Except(exported).Order());
    }

    [Fact]
    public async Task Every_label_of_the_alerts_and_the_board_is_one_that_the_metric_has()
    {
        await using var room = await SpannedRoom.StartAsync();
        await room.JoinAsync(1, "Alice");
        var node = room.Nodes[1];
        await MeasureMediaAsync(node);
        var scrape = await Scrape.ReadAsync(node);

        var selected = Alerts().Concat(Board()).SelectMany(expression => Selector().Matches(expression))
            .SelectMany(selector => Matcher().Matches(selector.Groups["matchers"].Value).Select(matcher => (
                Metric: selector.Groups["metric"].Value,
                Label: matcher.Groups["label"].Value,
                Operator: matcher.Groups["operator"].Value,
                Value: matcher.Groups["value"].Value)))
            .Where(item => item.Label is not "instance" && !OfPrometheus.Contains(item.Metric)).Distinct().ToList();

        Assert.NotEmpty(selected);
        Assert.All(selected, item => Assert.DoesNotContain("", scrape.LabelValues(item.Metric, item.Label)));
        Assert.All(
            selected.Where(item => item.Operator == "=" && item.Label is not "code"),
            item => Assert.Contains(item.Value, scrape.LabelValues(item.Metric, item.Label)));
    }

    /// <summary>Sends RTP through the node's own worker and its own samplers, so that the metrics of media have values.</summary>
    private static async Task MeasureMediaAsync(NodeHost node)
    {
        var sampler = node.Services.GetRequiredService<StreamSampler>();
        var firstMedia = node.Services.GetRequiredService<FirstMedia>();
        foreach (var kind in Enum.GetValues<MediaKind>())
        {
            await using var loop = await RtpLoop.StartAsync(kind, node.Workers.Slots.Single().Worker);
            firstMedia.Measure(loop.Consumer, TimeProvider.System.GetTimestamp());
            sampler.Add(loop.Producer);
            sampler.Add(loop.Consumer);
            await loop.Consumer.ResumeAsync(TestContext.Current.CancellationToken);
            loop.Send(5);
            loop.Report(0, 0, 0, TimeSpan.FromSeconds(1));
            await sampler.SampleAsync(TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(
                async () => (await loop.Consumer.DumpAsync(TestContext.Current.CancellationToken)).TraceEventTypes.IsEmpty, what: "the first packet was seen");
        }
    }

    private static IEnumerable<string> Alerts() => Rule().Matches(File.ReadAllText(PathOf("rules.yml"))).Select(match => match.Groups["expression"].Value);

    private static IEnumerable<string> Board()
    {
        using var board = JsonDocument.Parse(File.ReadAllText(PathOf("grafana", "dashboards", "signal-hybrid.json")));
        var variables = Strings(board.RootElement, "definition").Select(definition => LabelQuery().Match(definition).Groups["metric"].Value);
        return [.. Strings(board.RootElement, "expr"), .. variables];
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == name && property.Value.ValueKind == JsonValueKind.String ? [property.Value.GetString()!] : Strings(property.Value, name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, name)),
        _ => [],
    };

    /// <summary>The metrics of an expression: its names outside of selectors, label lists and calls.</summary>
    private static IEnumerable<string> Metrics(string expression)
    {
        var bare = NotMetrics().Replace(expression, " ");
        return Name().Matches(bare).Select(match => match.Value).Where(name => name is not ("and" or "or" or "unless"));
    }

    private static string PathOf(params string[] parts) => Repository.PathOf(["infra", "observability", .. parts]);

    [GeneratedRegex(@"^        expr: (>-\n)?(?<expression>.+(\n          .+)*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rule();

    // Selectors and strings; durations; aggregations and operators with their labels; functions.
    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|""[^""]*""|\b\w+ (by|without|on|ignoring) \([^)]*\)|\b\w+(?= ?\()")]
    private static partial Regex NotMetrics();

    [GeneratedRegex(@"[a-zA-Z_:][\w:]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<metric>[a-zA-Z_:][\w:]*)\{(?<matchers>[^}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<label>\w+)(?<operator>=~|!=|!~|=)""(?<value>[^""]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"^label_values\((?<metric>\w+), \w+\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex LabelQuery();
}
