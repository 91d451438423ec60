using System.Text.Json;
using Signal.FunctionsHost;
using Signal.Testing;

namespace Signal.Functions.Tests.Hosting;

public sealed class SettingsTemplateTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_template_of_settings_holds_no_key_with_which_the_app_starts()
    {
        using var template = JsonDocument.Parse(await File.ReadAllTextAsync(
            Repository.PathOf("functions", "Signal.Functions", "local.settings.template.json"), TestContext.Current.CancellationToken));
        var keys = template.RootElement.GetProperty("Values").EnumerateObject()
            .Where(value => value.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(value => (value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString()!))
            .ToArray();

        Assert.NotEmpty(keys);
        await Assert.ThrowsAsync<StartupException>(() => Installation.StartAsync(azurite, keys));
    }
}
