using System.Text.Json;
using Signal.Contracts.Bus;

namespace Signal.Deployment.Tests.Azure;

public sealed class MainTemplateTests : IClassFixture<BicepFixture>
{
    private readonly BicepFixture _bicep;

    public MainTemplateTests(BicepFixture bicep)
    {
        Assert.SkipWhen(bicep.ExitCode is null, "No Bicep compiler is available for this platform.");
        _bicep = bicep;
    }

    [Fact]
    public void It_compiles_without_a_warning()
    {
        Assert.Equal(string.Empty, _bicep.Messages);
        Assert.Equal(0, _bicep.ExitCode);
    }

    [Fact]
    public void Its_queues_are_those_that_the_code_uses()
    {
        var entities = JsonSerializer.SerializeToElement(_bicep.Module("bus")).GetProperty("variables").EnumerateObject().Single(variable =>
            variable.Value.ValueKind == JsonValueKind.Object && variable.Value.TryGetProperty("queues", out _)).Value;

        var queues = entities.GetProperty("queues").EnumerateArray().ToDictionary(queue => queue.GetProperty("name").GetString()!);
        Assert.Equal([BusEntities.NodeCommands, BusEntities.NodeReports, BusEntities.RoomEvents], queues.Keys.Order());
        Assert.True(queues[BusEntities.RoomEvents].GetProperty("requiresSession").GetBoolean());
        Assert.True(queues[BusEntities.NodeCommands].GetProperty("requiresSession").GetBoolean());
    }

    [Fact]
    public void Every_property_of_a_queue_is_deployed()
    {
        var declared = _bicep.Module("bus").GetProperty("variables").EnumerateObject()
            .Single(variable => variable.Value.ValueKind == JsonValueKind.Object && variable.Value.TryGetProperty("queues", out _)).Value
            .GetProperty("queues").EnumerateArray().SelectMany(queue => queue.EnumerateObject()).Select(property => property.Name).Distinct();

        var deployed = _bicep.Resource("bus", "Microsoft.ServiceBus/namespaces/queues")
            .GetProperty("properties").EnumerateObject().Select(property => property.Name);

        Assert.Equal(declared.Except(["name"]).Order(), deployed.Order());
    }

    [Theory]
    [InlineData("bus", "Microsoft.ServiceBus/namespaces", "disableLocalAuth", true)]
    [InlineData("storage", "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", false)]
    [InlineData("storage", "Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", false)]
    [InlineData("functions", "Microsoft.Web/sites", "httpsOnly", true)]
    [InlineData("secrets", "Microsoft.KeyVault/vaults", "enableRbacAuthorization", true)]
    public void Shared_keys_and_plain_HTTP_are_off(string module, string type, string property, bool expected) =>
        Assert.Equal(expected, _bicep.Resource(module, type).GetProperty("properties").GetProperty(property).GetBoolean());

    [Fact]
    public void No_setting_of_the_app_holds_a_secret()
    {
        var settings = _bicep.Module("functions").GetProperty("variables").GetProperty("settings");

        Assert.Contains("Microsoft.KeyVault", settings.GetProperty("Admin__SuperserviceKey").GetString(), StringComparison.Ordinal);
        Assert.Contains("Microsoft.KeyVault", settings.GetProperty("Secrets__EncryptionKey").GetString(), StringComparison.Ordinal);
        Assert.False(settings.TryGetProperty("ServiceBus", out _));
        Assert.False(settings.TryGetProperty("Tables__ConnectionString", out _));
    }

    [Fact]
    public void A_run_without_keys_leaves_those_of_the_vault_as_they_are()
    {
        var secrets = _bicep.Resources("secrets").Where(resource => Type(resource) == "Microsoft.KeyVault/vaults/secrets").ToList();

        Assert.Equal(2, secrets.Count);
        Assert.All(secrets, secret => Assert.StartsWith("[not(empty(parameters(", secret.GetProperty("condition").GetString(), StringComparison.Ordinal));
        Assert.All(["superserviceKey", "encryptionKey"], name => Assert.Equal("", _bicep.Parameter(name).GetProperty("defaultValue").GetString()));
    }

    [Fact]
    public void No_right_is_wider_than_a_queue_an_account_the_vault_or_the_scale_set()
    {
        var assignments = _bicep.Resources("access").Concat(_bicep.Resources("scalingAccess"))
            .Where(resource => Type(resource) == "Microsoft.Authorization/roleAssignments").ToList();

        Assert.NotEmpty(assignments);
        Assert.All(assignments, assignment => Assert.Matches(
            "Microsoft.ServiceBus/namespaces/queues|Microsoft.Storage/storageAccounts|Microsoft.KeyVault/vaults|Microsoft.Compute/virtualMachineScaleSets",
            assignment.GetProperty("scope").GetString()));
    }

    [Fact]
    public void The_package_of_the_app_is_copied_when_it_is_given_and_the_app_has_its_roles()
    {
        var package = _bicep.MainResource("package");

        Assert.Equal("", _bicep.Parameter("appPackage").GetProperty("defaultValue").GetString());
        Assert.Equal("[not(empty(parameters('appPackage')))]", package.GetProperty("condition").GetString());
        Assert.Contains("access", package.GetProperty("dependsOn").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(
            "[parameters('package')]",
            _bicep.Resource("package", "Microsoft.Web/sites/extensions").GetProperty("properties").GetProperty("packageUri").GetString());
    }

    private static string? Type(JsonElement resource) => resource.GetProperty("type").GetString();
}
