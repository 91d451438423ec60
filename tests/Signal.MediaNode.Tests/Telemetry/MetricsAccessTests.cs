using System.Net;
using Signal.MediaNode.Tests.Fixtures;
using Signal.Testing;

namespace Signal.MediaNode.Tests.Telemetry;

/// <summary>Who may read <c>/metrics</c>.</summary>
public sealed class MetricsAccessTests
{
    private const string Key = "a key of the scraper";

    [Fact]
    public async Task Without_settings_only_processes_of_the_machine_may()
    {
        await using var node = await NodeHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(node.Url));
        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(node.Url, request => request.Headers.Add("X-Forwarded-For", "203.0.113.7")));
    }

    [Fact]
    public async Task A_key_opens_them()
    {
        await using var node = await NodeHost.StartAsync(("Metrics:Key", Key));

        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(node.Url));
        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(node.Url, request => request.Headers.Authorization = new("Bearer", "another key")));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(node.Url, request => request.Headers.Authorization = new("Bearer", Key)));
    }

    [Fact]
    public async Task A_separate_port_serves_only_metrics()
    {
        var port = FreePort.Next();
        await using var node = await NodeHost.StartAsync(
            ("Metrics:Port", $"{port}"), ("Metrics:Host", "127.0.0.1"), ("urls", $"http://127.0.0.1:{FreePort.Next()}"));
        var own = new Uri($"http://127.0.0.1:{port}");

        Assert.Equal(HttpStatusCode.OK, await ReadAsync(own));
        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(node.Url));
        Assert.Equal(HttpStatusCode.NotFound, await ReadAsync(own, path: "/healthz/live"));
        Assert.Equal(HttpStatusCode.OK, await ReadAsync(node.Url, path: "/healthz/live"));
    }

    private static async Task<HttpStatusCode> ReadAsync(Uri node, Action<HttpRequestMessage>? change = null, string path = "/metrics")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node, path));
        change?.Invoke(request);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
