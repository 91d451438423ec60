using System.Text.RegularExpressions;
using Signal.Testing;
using YamlDotNet.RepresentationModel;

namespace Signal.Deployment.Tests.Observability;

/// <summary>The Prometheus rules and the examples for Prometheus and Alertmanager.</summary>
public sealed partial class AlertTests
{
    private const string Promtool = "promtool.sh";

    [Fact]
    public async Task The_rules_fire_in_their_scenarios_and_only_there()
    {
        var (code, output) = await ObservabilityFiles.RunAsync(Promtool, "test", "rules", "rules.test.yml");

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_scenario_with_a_wrong_expectation_fails()
    {
        var folder = Directory.CreateTempSubdirectory("signal-rules-");
        try
        {
            var scenarios = await File.ReadAllTextAsync(ObservabilityFiles.PathOf("rules.test.yml"), TestContext.Current.CancellationToken);
            File.Copy(ObservabilityFiles.PathOf("rules.yml"), Path.Combine(folder.FullName, "rules.yml"));
            var broken = Path.Combine(folder.FullName, "broken.test.yml");
            await File.WriteAllTextAsync(
                broken,
                scenarios.Replace("alertname=\"SignalNodeDown\"", "alertname=\"AnotherAlert\"", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            var (code, output) = await ObservabilityFiles.RunAsync(Promtool, "test", "rules", broken);

            Assert.NotEqual(0, code);
            Assert.Contains("SignalNodeDown", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_alert_fires_in_a_scenario_and_says_what_to_do()
    {
        var rules = await File.ReadAllTextAsync(ObservabilityFiles.PathOf("rules.yml"), TestContext.Current.CancellationToken);
        var scenarios = await File.ReadAllTextAsync(ObservabilityFiles.PathOf("rules.test.yml"), TestContext.Current.CancellationToken);
        var alerts = Alert().Matches(rules).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(alerts.Distinct().Order(), alerts.Order());
        Assert.Equal(alerts.Order(), Fired().Matches(scenarios).Select(match => match.Groups[1].Value).Distinct().Order());
        Assert.Equal(alerts.Count, SeverityLabel().Count(rules));
        Assert.Equal(alerts.Count, Description().Count(rules));
    }

    [Fact]
    public async Task The_five_alerts_of_mediasoup_signal_keep_their_names()
    {
        var rules = await File.ReadAllTextAsync(ObservabilityFiles.PathOf("rules.yml"), TestContext.Current.CancellationToken);

        Assert.Superset(
            new HashSet<string> { "WorkProcessNum", "LowProduceRTPScore", "LowConsumeRTPScore", "HigthClientGrowRate", "HighRPCCallTime" },
            Alert().Matches(rules).Select(match => match.Groups[1].Value).ToHashSet());
    }

    [Fact]
    public async Task The_example_for_Prometheus_is_valid()
    {
        var (code, output) = await ObservabilityFiles.RunAsync(Promtool, "check", "config", "--syntax-only", "prometheus.yml");

        Assert.True(code == 0, output);
    }

    // Debian's promtool has no Kubernetes discovery, so it refuses the configuration for Kubernetes.
    [Theory]
    [InlineData("infra", "observability", "prometheus.yml")]
    [InlineData("infra", "k8s", "monitoring", "prometheus.yaml")]
    public void Nodes_are_scraped_under_the_job_name_that_the_alerts_use_and_the_alerts_are_loaded(params string[] path)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Repository.PathOf(path));
        yaml.Load(reader);
        var root = yaml.Documents[0].RootNode;

        Assert.Equal("signal-media-nodes", Text(Assert.Single((YamlSequenceNode)root["scrape_configs"])["job_name"]));
        Assert.Equal("rules.yml", Path.GetFileName(Text(Assert.Single((YamlSequenceNode)root["rule_files"]))));
    }

    [Fact]
    public async Task The_example_for_Alertmanager_is_valid()
    {
        var (code, output) = await ObservabilityFiles.RunAsync("amtool.sh", "check-config", "alertmanager.yml");

        Assert.True(code == 0, output);
    }

    private static string? Text(YamlNode node) => ((YamlScalarNode)node).Value;

    [GeneratedRegex(@"^ +- alert: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Alert();

    [GeneratedRegex(@"labels: '\{alertname=""(\w+)""")]
    private static partial Regex Fired();

    [GeneratedRegex(@"labels: \{severity: (warning|critical)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex SeverityLabel();

    [GeneratedRegex(@"^ +description: \S", RegexOptions.Multiline)]
    private static partial Regex Description();
}
