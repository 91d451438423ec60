using System.Text.Json;
using Microsoft.Playwright;
using Signal.Testing;

namespace Signal.EndToEnd.Tests.Browsers;

/// <summary>
/// The rules of axe-core (https://github.com/dequelabs/axe-core), from the npm package. When the variable SCREENSHOTS names a folder, a picture of each page
/// that is checked is saved there.
/// </summary>
public sealed class Accessibility : IAsyncLifetime
{
    // All rules of WCAG 2.2 AA and the best practices, which include those about roles and landmarks.
    private const string Run = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return JSON.stringify(violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(n => n.html.slice(0, 200)).join(' ')})`));
        }
        """;

    private string _source = "";
    private int _pictures;

    public async ValueTask InitializeAsync()
    {
        var packages = await SetupScript.RunAsync("npm.sh", [Repository.PathOf("tests", "Signal.EndToEnd.Tests", "axe")]);
        _source = await File.ReadAllTextAsync(Path.Combine(packages, "node_modules", "axe-core", "axe.min.js"));
    }

    /// <summary>Fails when the page, as it is now, violates a rule.</summary>
    internal async Task CheckAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{TestContext.Current.TestMethod?.MethodName}-{++_pictures}.png") });
        }

        // Through the debugger, which the page's content security policy does not apply to.
        await page.RunAsync($"() => {{ {_source} }}");
        Assert.Empty(JsonSerializer.Deserialize<string[]>(await page.ReadAsync<string>(Run))!);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
