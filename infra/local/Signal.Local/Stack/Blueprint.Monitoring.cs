using System.Text.Json;
using Signal.Local.Processes;
using Signal.Local.Setup;

namespace Signal.Local.Stack;

/// <summary>Prometheus and Grafana, with the files of infra/observability.</summary>
internal sealed partial class Blueprint
{
    private const string Observability = "infra/observability";
    private const string ScrapeInterval = "5s";

    /// <summary>The base URL of Prometheus.</summary>
    public string PrometheusUrl => $"http://127.0.0.1:{ports.Prometheus}";

    /// <summary>The base URL of Grafana.</summary>
    public string GrafanaUrl => $"http://127.0.0.1:{ports.Grafana}";

    /// <summary>Prometheus, which scrapes the nodes and evaluates the alerts. Writes its configuration to the state folder.</summary>
    /// <param name="program">The path of <c>prometheus</c>.</param>
    public ProcessSpec Prometheus(string program)
    {
        var configuration = state.PathOf("prometheus.yml");
        File.WriteAllText(configuration, PrometheusConfiguration());
        return new()
        {
            Name = "prometheus",
            Command =
            [
                program,
                $"--config.file={configuration}",
                $"--storage.tsdb.path={state.PathOf("prometheus")}",
                $"--web.listen-address=127.0.0.1:{ports.Prometheus}",
            ],
            WorkingFolder = state.Path,
        };
    }

    /// <summary>Grafana with the board. Anyone on this machine may read it; the password of its administrator is in the state folder.</summary>
    /// <param name="program">The path of <c>grafana-server</c>.</param>
    public ProcessSpec Grafana(string program)
    {
        var home = GrafanaHome(program);
        var board = Repository.PathOf($"{Observability}/grafana/dashboards");
        return new()
        {
            Name = "grafana",
            Command = home is null ? [program] : [program, "--homepath", home],
            WorkingFolder = home ?? state.Path,
            Environment = new Dictionary<string, string>
            {
                ["SIGNAL_PROMETHEUS_URL"] = PrometheusUrl,
                ["SIGNAL_DASHBOARDS"] = board,
                ["GF_SERVER_HTTP_ADDR"] = "127.0.0.1",
                ["GF_SERVER_HTTP_PORT"] = Text(ports.Grafana),
                ["GF_PATHS_PROVISIONING"] = Repository.PathOf($"{Observability}/grafana/provisioning"),
                ["GF_PATHS_DATA"] = state.PathOf("grafana"),
                ["GF_PATHS_LOGS"] = state.PathOf("grafana/log"),
                ["GF_PATHS_PLUGINS"] = state.PathOf("grafana/plugins"),
                ["GF_LOG_MODE"] = "console",
                ["GF_AUTH_ANONYMOUS_ENABLED"] = "true",
                ["GF_AUTH_ANONYMOUS_ORG_ROLE"] = "Viewer",
                ["GF_SECURITY_ADMIN_PASSWORD"] = state.Secret("grafana.key"),
                ["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"] = Path.Combine(board, "signal-hybrid.json"),
                ["GF_ANALYTICS_REPORTING_ENABLED"] = "false",
                ["GF_ANALYTICS_CHECK_FOR_UPDATES"] = "false",
                ["GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES"] = "false",
            },
        };
    }

    // JSON is YAML, and needs no rules for quoting paths.
    private string PrometheusConfiguration() => JsonSerializer.Serialize(new
    {
        global = new { scrape_interval = ScrapeInterval, evaluation_interval = ScrapeInterval },
        rule_files = new[] { Repository.PathOf($"{Observability}/rules.yml") },
        scrape_configs = new[]
        {
            new
            {
                job_name = "signal-media-nodes",
                static_configs = new[] { new { targets = Enumerable.Range(0, ports.Nodes).Select(index => $"127.0.0.1:{ports.Node(index)}") } },
            },
        },
    });

    // The archive has the program in the folder bin of the home folder; the Debian package of the vendor has it in /usr/share/grafana.
    private static string? GrafanaHome(string program)
    {
        var target = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        string?[] candidates = [Path.GetDirectoryName(Path.GetDirectoryName(target)), "/usr/share/grafana"];
        return candidates.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "conf", "defaults.ini")));
    }
}
