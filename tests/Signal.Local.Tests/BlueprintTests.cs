using System.Text.RegularExpressions;
using Signal.Local.Setup;
using Signal.Local.Stack;

namespace Signal.Local.Tests;

public sealed partial class BlueprintTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("signal-blueprint-").FullName;

    [Fact]
    public void Core_Tools_and_the_app_in_them_log_at_the_requested_level()
    {
        using var state = StateFolder.Open(_path);
        var options = new UpOptions { LogLevel = "Debug", StateFolder = _path };
        var blueprint = new Blueprint(options, new StackPorts(7070, 1, 1), new Tools("azurite", "worker", CoreTools: "func"), state, "key");

        var environment = blueprint.Functions().Environment;

        Assert.True(blueprint.UsesCoreTools);
        Assert.Equal("Debug", environment["AzureFunctionsJobHost__logging__logLevel__default"]);
        Assert.Equal("Debug", environment["Logging__LogLevel__Default"]);
    }

    [Fact]
    public void Prometheus_and_Grafana_listen_only_on_this_machine()
    {
        using var state = StateFolder.Open(_path);
        var blueprint = BlueprintOf(state);

        var prometheus = blueprint.Prometheus("/usr/bin/prometheus").Command;
        var grafana = blueprint.Grafana(Installed("grafana-server")).Environment;

        Assert.Contains("--web.listen-address=127.0.0.1:7076", prometheus);
        Assert.Equal(("127.0.0.1", "7077"), (grafana["GF_SERVER_HTTP_ADDR"], grafana["GF_SERVER_HTTP_PORT"]));
        Assert.Equal("http://127.0.0.1:7076", grafana["SIGNAL_PROMETHEUS_URL"]);
        Assert.Equal("Viewer", grafana["GF_AUTH_ANONYMOUS_ORG_ROLE"]);
        Assert.Equal(48, grafana["GF_SECURITY_ADMIN_PASSWORD"].Length);
    }

    [Fact]
    public void Grafana_finds_its_provisioning_and_every_variable_that_this_names()
    {
        using var state = StateFolder.Open(_path);
        var blueprint = BlueprintOf(state);

        var environment = blueprint.Grafana(Installed("grafana-server")).Environment;

        var provisioning = Directory.GetFiles(environment["GF_PATHS_PROVISIONING"], "*.yml", SearchOption.AllDirectories);
        Assert.Equal(["dashboards", "datasources"], provisioning.Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order());
        var variables = provisioning.SelectMany(file => Variable().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(variables);
        Assert.All(variables, variable => Assert.Contains(variable, environment.Keys));
        Assert.True(File.Exists(environment["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]));
        Assert.NotEmpty(Directory.GetFiles(environment["SIGNAL_DASHBOARDS"], "*.json"));
    }

    [Fact]
    public void Grafana_runs_in_its_home_folder_when_that_is_known()
    {
        using var state = StateFolder.Open(_path);
        var blueprint = BlueprintOf(state);
        var home = Directory.CreateDirectory(Path.Combine(_path, "grafana-home")).FullName;
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(home, "bin")).FullName, "grafana-server");
        File.WriteAllText(program, "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(home, "conf")).FullName, "defaults.ini"), "");
        var link = File.CreateSymbolicLink(Path.Combine(_path, "grafana-server"), program).FullName;

        Assert.Equal([link, "--homepath", home], blueprint.Grafana(link).Command);
    }

    [Theory]
    [InlineData("/usr/bin/prometheus", "/usr/sbin/grafana-server", null)]
    [InlineData("/usr/bin/prometheus", null, "not installed, so not started: Grafana (https://grafana.com/grafana/download)")]
    [InlineData(null, null, "not installed, so not started: Prometheus (Debian package prometheus), Grafana (https://grafana.com/grafana/download)")]
    public void Programs_that_are_not_installed_are_named_in_one_line(string? prometheus, string? grafana, string? line) =>
        Assert.Equal(line, new MonitoringTools(prometheus, grafana).Missing);

    private string Installed(string program)
    {
        var path = Path.Combine(_path, program);
        File.WriteAllText(path, "");
        return path;
    }

    private Blueprint BlueprintOf(StateFolder state) =>
        new(new UpOptions { StateFolder = _path }, new StackPorts(7070, 2, 1), new Tools("azurite", "worker", CoreTools: null), state, "key");

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
