using System.Net;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Signaling;

/// <summary>Which web pages may open the hub.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:7080", HttpStatusCode.OK)]
    [InlineData("https://app.example", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Pages_of_foreign_origins_are_kept_out(string? origin, HttpStatusCode expected)
    {
        await using var node = await NodeHost.StartAsync(("Node:AllowedOrigins:0", "https://app.example"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Url, $"/signal/negotiate?negotiateVersion=1&access_token={node.Token()}"));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(
            origin is not null && expected == HttpStatusCode.OK ? origin : null,
            answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
    }

    [Fact]
    public async Task A_preflight_needs_no_token()
    {
        await using var node = await NodeHost.StartAsync(("Node:AllowedOrigins:0", "*"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(node.Url, "/signal/negotiate"));
        request.Headers.Add("Origin", "https://app.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
