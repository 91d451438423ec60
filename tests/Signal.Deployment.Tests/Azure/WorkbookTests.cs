using System.Text.Json;
using System.Text.RegularExpressions;
using Signal.Testing;

namespace Signal.Deployment.Tests.Azure;

/// <summary>The workbook shows only what the app and the nodes export.</summary>
public sealed partial class WorkbookTests(BicepFixture bicep) : IClassFixture<BicepFixture>
{
    private static readonly string[] Queries = ReadQueries();

    private static readonly string Code = string.Join('\n', new[] { "functions", "medianode" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .Select(File.ReadAllText));

    [Fact]
    public void Each_metric_is_one_that_the_code_creates()
    {
        var created = Created().Matches(Code).Select(match => match.Groups["name"].Value)
            .Concat(Gauge().Matches(Code).Select(match => "mediasoup_" + match.Groups["name"].Value)).ToHashSet();

        var shown = Names(query => query.StartsWith("customMetrics", StringComparison.Ordinal), MetricFilter());

        Assert.True(shown.Count >= 10);
        Assert.Empty(shown.Except(created));
    }

    [Fact]
    public void Each_role_is_the_name_of_a_service()
    {
        var services = Service().Matches(Code).Select(match => match.Groups["name"].Value).ToHashSet();

        var shown = Names(_ => true, RoleFilter());

        Assert.Equal(["signal-functions", "signal-medianode"], shown.Order());
        Assert.Empty(shown.Except(services));
    }

    [Fact]
    public void Each_query_reads_a_table_of_Application_Insights() =>
        Assert.All(Queries, query => Assert.Matches(@"^(customMetrics|requests|traces)\n\| where ", query));

    [Fact]
    public void The_template_deploys_it_for_its_own_resource()
    {
        Assert.SkipWhen(bicep.ExitCode is null, "No Bicep compiler is available for this platform.");
        var workbook = bicep.Resource("monitoring", "Microsoft.Insights/workbooks").GetProperty("properties");

        Assert.Contains("@@insights@@", workbook.GetProperty("serializedData").GetString(), StringComparison.Ordinal);
        Assert.Contains("Microsoft.Insights/components", workbook.GetProperty("sourceId").GetString(), StringComparison.Ordinal);
    }

    private static string[] ReadQueries()
    {
        using var workbook = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("infra", "azure", "workbook.json")));
        return [.. workbook.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("content"))
            .Where(content => content.TryGetProperty("query", out _)).Select(content => content.GetProperty("query").GetString()!)];
    }

    private static HashSet<string> Names(Func<string, bool> isAbout, Regex filter) =>
        [
            .. Queries.Where(isAbout)
                .SelectMany(query => filter.Matches(query))
                .SelectMany(match => Quoted().Matches(match.Value))
                .Select(match => match.Groups["name"].Value),
        ];

    [GeneratedRegex(@"\.Create(Counter|Histogram|ObservableGauge)(<\w+>)?\(\s*""(?<name>[\w.]+)""")]
    private static partial Regex Created();

    // The gauges that share the prefix of mediasoup-signal.
    [GeneratedRegex(@"\bGauge\(""(?<name>\w+)""")]
    private static partial Regex Gauge();

    [GeneratedRegex(@"AddService\(""(?<name>[\w-]+)""")]
    private static partial Regex Service();

    [GeneratedRegex(@"(?<!\w)name (== '[^']+'|in \([^)]+\))")]
    private static partial Regex MetricFilter();

    [GeneratedRegex(@"cloud_RoleName (== '[^']+'|in \([^)]+\))")]
    private static partial Regex RoleFilter();

    [GeneratedRegex("'(?<name>[^']+)'")]
    private static partial Regex Quoted();
}
