using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Signal.Deployment.Tests.Observability;

/// <summary>The Grafana board and its provisioning, without Grafana.</summary>
public sealed class BoardTests
{
    private const int GridColumns = 24;

    [Fact]
    public void Every_panel_has_an_id_of_its_own_a_place_and_queries_of_the_data_source()
    {
        var panels = Board().GetProperty("panels").EnumerateArray().ToList();
        var dataSource = DataSource("uid");

        Assert.NotEmpty(panels);
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        foreach (var panel in panels.Where(panel => panel.GetProperty("type").GetString() != "row"))
        {
            var targets = panel.GetProperty("targets").EnumerateArray().ToList();
            Assert.NotEmpty(targets);
            Assert.Equal(targets.Count, targets.Select(target => target.GetProperty("refId").GetString()).Distinct().Count());
            Assert.All(targets, target => Assert.NotEmpty(target.GetProperty("expr").GetString()!));
            Assert.All([panel, .. targets], item => Assert.Equal(dataSource, item.GetProperty("datasource").GetProperty("uid").GetString()));
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
        }
    }

    [Fact]
    public async Task Every_query_is_valid_PromQL()
    {
        var queries = Queries(Board()).ToList();
        var folder = Directory.CreateTempSubdirectory("signal-board-");
        try
        {
            var file = Path.Combine(folder.FullName, "board.yml");
            await File.WriteAllTextAsync(file, AsRules(queries), TestContext.Current.CancellationToken);

            var (code, output) = await ObservabilityFiles.RunAsync("promtool.sh", "check", "rules", "--lint=none", file);

            Assert.True(code == 0, output);
            Assert.Contains($"SUCCESS: {queries.Count} rules found", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Panels_do_not_overlap()
    {
        var taken = new HashSet<(int X, int Y)>();
        foreach (var place in Board().GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("gridPos")))
        {
            var (x, y, width, height) = (Number(place, "x"), Number(place, "y"), Number(place, "w"), Number(place, "h"));
            Assert.InRange(x + width, 1, GridColumns);
            Assert.All(
                Enumerable.Range(x, width).SelectMany(column => Enumerable.Range(y, height).Select(line => (column, line))),
                cell => Assert.True(taken.Add(cell), $"two panels at {cell}"));
        }
    }

    [Fact]
    public void Variables_and_annotations_query_the_data_source()
    {
        var board = Board();
        var queries = new[] { "templating", "annotations" }.SelectMany(part => board.GetProperty(part).GetProperty("list").EnumerateArray());

        Assert.All(queries, query => Assert.Equal(DataSource("uid"), query.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [Fact]
    public void Provisioning_leaves_only_addresses_to_the_environment()
    {
        Assert.Equal("$SIGNAL_PROMETHEUS_URL", DataSource("url"));
        Assert.Equal("$SIGNAL_DASHBOARDS", ((YamlScalarNode)Provisioned("dashboards", "providers")["options"]["path"]).Value);
    }

    /// <summary>All members <c>expr</c>: those of panels and annotations.</summary>
    private static IEnumerable<string> Queries(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.NameEquals("expr") ? [member.Value.GetString()!] : Queries(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Queries),
        _ => [],
    };

    /// <summary>A file of recording rules, the form in which promtool parses queries. Grafana's interval is replaced as Grafana does.</summary>
    private static string AsRules(IEnumerable<string> queries) => JsonSerializer.Serialize(new
    {
        groups = new[]
        {
            new
            {
                name = "board",
                rules = queries.Select((query, index) => new
                {
                    record = $"board:query{index}",
                    expr = query.Replace("$__rate_interval", "1m", StringComparison.Ordinal),
                }),
            },
        },
    });

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static JsonElement Board() =>
        JsonDocument.Parse(File.ReadAllText(ObservabilityFiles.PathOf("grafana", "dashboards", "signal-hybrid.json"))).RootElement;

    private static string? DataSource(string property) => ((YamlScalarNode)Provisioned("datasources", "datasources")[property]).Value;

    private static YamlNode Provisioned(string folder, string list)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(ObservabilityFiles.PathOf("grafana", "provisioning", folder, "signal.yml"));
        yaml.Load(reader);
        return Assert.Single((YamlSequenceNode)yaml.Documents[0].RootNode[list]);
    }
}
