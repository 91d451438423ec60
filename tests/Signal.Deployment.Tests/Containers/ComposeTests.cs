using Signal.Hosting.Settings;
using Signal.Testing;
using YamlDotNet.Serialization;

namespace Signal.Deployment.Tests.Containers;

/// <summary>The two containers on one host.</summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<string, string> Programs = new()
    {
        ["control-plane"] = "functions/Signal.Functions",
        ["media-node"] = "medianode/Signal.MediaNode",
    };

    private static readonly Dictionary<object, object> Services = Map(
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(
            File.ReadAllText(Repository.PathOf("infra", "containers", "compose.yaml")))["services"]);

    public static TheoryData<string> Names => new(Services.Keys.Cast<string>());

    [Theory]
    [MemberData(nameof(Names))]
    public void Variables_are_settings_of_the_program(string name)
    {
        var variables = Environment(name);

        Assert.NotEmpty(variables);
        Assert.All(variables.Keys, variable => Assert.True(SettingsTable.Knows(Programs[name], (string)variable), (string)variable));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Processes_have_no_rights(string name)
    {
        var service = Map(Services[name]);

        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["/tmp"], (List<object>)service["tmpfs"]);
        Assert.Equal(["ALL"], (List<object>)service["cap_drop"]);
        Assert.Equal(["no-new-privileges:true"], (List<object>)service["security_opt"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_Dockerfile_that_it_names_has_a_user_a_health_check_and_a_stop_signal(string name)
    {
        var build = Map(Map(Services[name])["build"]);
        var lines = File.ReadAllLines(Repository.PathOf((string)build["dockerfile"]));
        var last = lines[Array.FindLastIndex(lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

        Assert.Equal("../..", build["context"]);
        Assert.Contains("USER 10001:10001", last);
        Assert.Contains("STOPSIGNAL SIGTERM", last);
        Assert.Contains(last, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        Assert.Equal(["FROM ${RUNTIME_IMAGE}"], last.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_is_built_with_the_Nodejs_of_an_image_since_that_of_the_distribution_is_too_old(string name)
    {
        var stages = File.ReadAllText(Repository.PathOf((string)Map(Map(Services[name])["build"])["dockerfile"])).Split("\nFROM ");

        var program = Assert.Single(stages, stage => stage.Contains("dotnet publish", StringComparison.Ordinal));
        Assert.Contains("COPY --from=node ", program, StringComparison.Ordinal);
        Assert.DoesNotContain("nodejs", program, StringComparison.Ordinal);
        Assert.Contains(stages, stage => stage.Split('\n')[0].EndsWith("${NODE_IMAGE} AS node", StringComparison.Ordinal));
    }

    [Fact]
    public void The_grace_period_of_the_node_is_longer_than_its_drain()
    {
        var variables = Environment("media-node");

        var drain = new[] { "Drain__OnStop", "Drain__MigrateTimeout", "Drain__StopTimeout" }
            .Sum(setting => Seconds((string?)variables.GetValueOrDefault(setting) ?? SettingsTable.DefaultOf(Programs["media-node"], setting)));

        Assert.InRange(Seconds((string)Map(Services["media-node"])["stop_grace_period"]), drain + 1, drain + 120);
    }

    private static Dictionary<object, object> Environment(string name) => Map(Map(Services[name])["environment"]);

    private static Dictionary<object, object> Map(object node) => Assert.IsType<Dictionary<object, object>>(node);

    private static double Seconds(string text) => Duration.TryParse(text, out var duration) ? duration.TotalSeconds : double.NaN;
}
