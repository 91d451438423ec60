using System.Net;
using System.Net.Http.Json;
using Signal.MediaNode.Tests.Fixtures;

namespace Signal.MediaNode.Tests.Demo;

/// <summary>The demo's token endpoint without a control plane; the browser tests use it with one.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task There_is_none_unless_it_is_switched_on()
    {
        await using var node = await NodeHost.StartAsync();
        using var http = new HttpClient { BaseAddress = node.Url };

        using var answer = await http.PostAsJsonAsync("/demo/token", new { room = "room", name = "Alice" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Errors_name_the_problem()
    {
        await using var node = await NodeHost.StartAsync(
            ("Demo:Enabled", "true"), ("Demo:ServiceId", "demo"), ("Demo:ServiceKey", "a key that is long enough"),
            ("Demo:ControlPlaneUrl", "http://127.0.0.1:9"), ("Demo:TokensPerAddressPerMinute", "3"));
        using var http = new HttpClient { BaseAddress = node.Url };

        using var bad = await http.PostAsJsonAsync("/demo/token", new { room = "", name = "Alice" });
        using var tooLong = await http.PostAsJsonAsync("/demo/token", new { room = "room", name = "Alice", unreachable = new string('n', 65) });
        using var away = await http.PostAsJsonAsync("/demo/token", new { room = "room", name = "Alice" });
        using var often = await http.PostAsJsonAsync("/demo/token", new { room = "room", name = "Alice" });

        Assert.Equal(
            [HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests],
            [bad.StatusCode, tooLong.StatusCode, away.StatusCode, often.StatusCode]);
    }
}
