using System.Text.Json;
using System.Text.RegularExpressions;
using Signal.Testing;
using YamlDotNet.Serialization;

namespace Signal.Deployment.Tests.Azure;

/// <summary>The files that <c>azd up</c> reads in infra/azure.</summary>
public sealed partial class DeveloperCliTests(BicepFixture bicep) : IClassFixture<BicepFixture>
{
    private static string Folder => Repository.PathOf("infra", "azure");

    [Fact]
    public void Its_service_is_the_app_that_the_template_tags()
    {
        var azd = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Folder, "azure.yaml")));
        var (name, service) = Assert.Single((Dictionary<object, object>)azd["services"]);

        Assert.True(Directory.Exists(Path.Combine(Folder, (string)((Dictionary<object, object>)service)["project"])));
        Assert.SkipWhen(bicep.ExitCode is null, "No Bicep compiler is available for this platform.");
        Assert.Equal(name, bicep.Resource("functions", "Microsoft.Web/sites").GetProperty("tags").GetProperty("azd-service-name").GetString());
    }

    [Fact]
    public void Its_parameters_are_those_of_the_template_and_described()
    {
        using var parameters = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "main.parameters.json")));
        var readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

        Assert.All(parameters.RootElement.GetProperty("parameters").EnumerateObject(), parameter =>
        {
            Assert.Contains($"`{parameter.Name}`", readme, StringComparison.Ordinal);
            Assert.Contains($"param {parameter.Name} ", File.ReadAllText(Path.Combine(Folder, "main.bicep")), StringComparison.Ordinal);
        });
        Assert.All(
            Parameter().Matches(File.ReadAllText(Path.Combine(Folder, "main.bicep"))).Select(match => match.Groups[1].Value),
            parameter =>
            {
                Assert.Contains($"`{parameter}`", readme, StringComparison.Ordinal);
                // azd publishes the app itself.
                Assert.Equal(parameter != "appPackage", parameters.RootElement.GetProperty("parameters").TryGetProperty(parameter, out _));
            });
    }

    [GeneratedRegex(@"^param (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();
}
