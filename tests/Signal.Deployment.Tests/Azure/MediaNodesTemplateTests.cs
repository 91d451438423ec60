using System.Text.Json;
using System.Text.RegularExpressions;
using Signal.Hosting.Settings;
using Signal.Testing;
using YamlDotNet.Serialization;

namespace Signal.Deployment.Tests.Azure;

/// <summary>The scale set of media nodes, and the set-up of its machines.</summary>
public sealed partial class MediaNodesTemplateTests : IClassFixture<BicepFixture>
{
    private const string Program = "medianode/Signal.MediaNode";
    private readonly BicepFixture _bicep;

    public MediaNodesTemplateTests(BicepFixture bicep)
    {
        Assert.SkipWhen(bicep.ExitCode is null, "No Bicep compiler is available for this platform.");
        _bicep = bicep;
    }

    private JsonElement ScaleSet => _bicep.Resource("nodes", "Microsoft.Compute/virtualMachineScaleSets").GetProperty("properties");

    private JsonElement Machine => ScaleSet.GetProperty("virtualMachineProfile");

    [Fact]
    public void From_outside_only_signalling_and_media_are_reached()
    {
        var rules = _bicep.Resource("nodeNetwork", "Microsoft.Network/networkSecurityGroups").GetProperty("properties").GetProperty("securityRules")
            .EnumerateArray().Select(rule => rule.GetProperty("properties")).ToList();

        var allowed = rules.Where(rule => rule.GetProperty("access").GetString() == "Allow")
            .Select(rule => $"{rule.GetProperty("protocol").GetString()} {rule.GetProperty("destinationPortRange").GetString()}");
        Assert.Equal(["Tcp 443", "Udp [variables('mediaPorts')]", "Tcp [variables('mediaPorts')]", "Udp [variables('linkPorts')]"], allowed);
        Assert.Equal("Deny", rules.MaxBy(rule => rule.GetProperty("priority").GetInt32()).GetProperty("access").GetString());
    }

    [Fact]
    public void Each_machine_has_an_address_and_is_notified_of_its_termination()
    {
        Assert.Equal("Flexible", ScaleSet.GetProperty("orchestrationMode").GetString());
        var network = Machine.GetProperty("networkProfile").GetProperty("networkInterfaceConfigurations")[0].GetProperty("properties");
        Assert.True(network.GetProperty("enableAcceleratedNetworking").GetBoolean());
        Assert.True(network.GetProperty("ipConfigurations")[0].GetProperty("properties").TryGetProperty("publicIPAddressConfiguration", out _));
        Assert.True(Machine.GetProperty("osProfile").GetProperty("linuxConfiguration").GetProperty("disablePasswordAuthentication").GetBoolean());
        Assert.True(Machine.GetProperty("scheduledEventsProfile").GetProperty("terminateNotificationProfile").GetProperty("enable").GetBoolean());
    }

    [Fact]
    public void The_drain_ends_before_the_timeouts_of_Azure_and_systemd()
    {
        var settings = Settings();
        var drain = new[] { "Drain__OnStop", "Drain__MigrateTimeout", "Drain__StopTimeout" }
            .Sum(name => Seconds(settings.GetValueOrDefault(name) ?? SettingsTable.DefaultOf(Program, name)));
        var unit = File.ReadAllText(Repository.PathOf("infra", "azure", "medianode", "media-node.service"));

        var engine = double.Parse(EngineTimeout().Match(unit).Groups[1].Value, provider: null);
        var azure = System.Xml.XmlConvert.ToTimeSpan(
            Machine.GetProperty("scheduledEventsProfile").GetProperty("terminateNotificationProfile")
                .GetProperty("notBeforeTimeout").GetString()!);

        Assert.InRange(drain, 1, engine);
        Assert.InRange(engine, 1, azure.TotalSeconds);
        Assert.Contains($"--stop-timeout {engine}", unit, StringComparison.Ordinal);
        Assert.Contains("TimeoutStopSec=15min", unit, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_settings_are_settings_of_the_node() =>
        Assert.All(Settings().Keys, name => Assert.True(SettingsTable.Knows(Program, name), name));

    [Fact]
    public void Every_file_of_the_machine_is_put_in()
    {
        var text = File.ReadAllText(Repository.PathOf("infra", "azure", "medianode", "cloud-init.yaml"));
        var template = File.ReadAllText(Repository.PathOf("infra", "azure", "modules", "medianodes.bicep"));
        var cloudInit = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);

        Assert.StartsWith("#cloud-config\n", text, StringComparison.Ordinal);
        Assert.Equal(Marker().Matches(text).Select(match => match.Value).Order(), Marker().Matches(template).Select(match => match.Value).Order());
        Assert.All((List<object>)cloudInit["write_files"], file => Assert.Contains("path", ((Dictionary<object, object>)file).Keys));
        Assert.All(
            Directory.GetFiles(Repository.PathOf("infra", "azure", "medianode")).Select(Path.GetFileName).Except(["cloud-init.yaml"]),
            file => Assert.Contains($"@@{file}@@", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_may_use_their_queues_and_read_their_certificate()
    {
        var scopes = _bicep.Resources("access")
            .Where(resource => resource.GetProperty("type").GetString() == "Microsoft.Authorization/roleAssignments"
                && resource.GetProperty("properties").GetProperty("principalId").GetString()!.Contains("nodesPrincipal", StringComparison.Ordinal))
            .Select(resource => resource.GetProperty("scope").GetString()!);

        Assert.All(scopes, scope => Assert.Matches("Microsoft.ServiceBus/namespaces/.*queues|Microsoft.KeyVault/vaults/.*secrets", scope));
    }

    [Fact]
    public void The_control_plane_may_scale_this_set_and_nothing_else()
    {
        var role = _bicep.Resource("scalingAccess", "Microsoft.Authorization/roleDefinitions").GetProperty("properties").GetProperty("permissions")[0];
        var assignment = _bicep.Resource("scalingAccess", "Microsoft.Authorization/roleAssignments");

        Assert.Equal(
            ["delete/action", "read", "virtualMachines/read", "write"],
            role.GetProperty("actions").EnumerateArray()
                .Select(action => action.GetString()!.Replace("Microsoft.Compute/virtualMachineScaleSets/", "", StringComparison.Ordinal))
                .Order());
        Assert.Contains("Microsoft.Compute/virtualMachineScaleSets", assignment.GetProperty("scope").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_of_the_app_are_settings_of_the_app()
    {
        var settings = _bicep.Module("functions").GetProperty("variables").GetProperty("settings").EnumerateObject().Select(setting => setting.Name)
            .Where(name => !name.StartsWith("AzureWebJobs", StringComparison.Ordinal));

        Assert.All(settings, name => Assert.True(SettingsTable.Knows("functions/Signal.Functions", name), name));
    }

    private static double Seconds(string text) => Duration.TryParse(text, out var duration) ? duration.TotalSeconds : double.NaN;

    private static Dictionary<string, string> Settings()
    {
        var template = File.ReadAllText(Repository.PathOf("infra", "azure", "modules", "medianodes.bicep"));
        var block = template[template.IndexOf("var settings", StringComparison.Ordinal)..template.IndexOf("var machine", StringComparison.Ordinal)];
        return Assignment().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    [GeneratedRegex(@"'(\w+)=([^']*)'")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"@@[\w.-]+@@")]
    private static partial Regex Marker();

    [GeneratedRegex(@"podman stop --time (\d+)")]
    private static partial Regex EngineTimeout();
}
