using System.Text.Json;
using Signal.Local.Setup;
using Signal.Testing;

namespace Signal.Local.Tests;

/// <summary><c>up --observability</c> with a real Prometheus.</summary>
public sealed class MonitoredStackTests
{
    [Fact]
    public async Task Prometheus_scrapes_the_nodes_and_evaluates_the_alerts()
    {
        var cancelled = TestContext.Current.CancellationToken;
        try
        {
            await SetupScript.RunAsync("promtool.sh", cancelled);
        }
        catch (InvalidOperationException error)
        {
            Assert.Skip($"Prometheus is not available: {error.Message}");
        }

        await using var stack = LaunchedStack.Start(options: "--observability");
        await stack.ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{stack.Port + 6}") };

        await Eventually.TrueAsync(
            async () => Result(await http.GetStringAsync("/api/v1/query?query=signal_node_ready", cancelled)).GetProperty("result").GetArrayLength() == 1,
            cancelled, "the node was scraped");
        var groups = Result(await http.GetStringAsync("/api/v1/rules", cancelled)).GetProperty("groups").EnumerateArray().ToList();
        Assert.Contains(groups, group => group.GetProperty("name").GetString() == "mediasoup-signal");
        Assert.All(
            groups.SelectMany(group => group.GetProperty("rules").EnumerateArray()),
            rule => Assert.NotEqual("err", rule.GetProperty("health").GetString()));
        Assert.Equal(MonitoringTools.Find().Missing is not null, stack.Output.Contains("not installed, so not started: ", StringComparison.Ordinal));

        stack.Interrupt();
        Assert.Equal(0, await stack.ExitCodeAsync());
    }

    private static JsonElement Result(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").Clone();
    }
}
