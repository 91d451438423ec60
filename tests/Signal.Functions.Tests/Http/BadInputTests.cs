using System.Net.Http.Headers;
using System.Text;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Http;

public sealed class BadInputTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private Installation Installation => shared.Installation;

    [Theory]
    [InlineData("", "bad-request")]
    [InlineData("{", "bad-request")]
    [InlineData("[]", "bad-request")]
    [InlineData("null", "bad-request")]
    [InlineData("\"text\"", "bad-request")]
    [InlineData("{}", "bad-request")]
    [InlineData("{\"name\":17}", "invalid")]
    [InlineData("{\"name\":null}", "invalid")]
    [InlineData("{\"name\":\"\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"colour\":\"red\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"name\":\"y\"}", "bad-request")]
    [InlineData("{\"name\":\"x\",\"data\":{\"a\":1,\"a\":2}}", "bad-request")]
    [InlineData("{\"name\":\"x\",\"maxParticipants\":0}", "invalid")]
    [InlineData("{\"name\":\"x\",\"maxParticipants\":\"ten\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"maxParticipants\":1e99}", "invalid")]
    [InlineData("{\"name\":\"x\",\"policy\":\"coin-toss\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"duplicateUsers\":\"clone\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"codecs\":[]}", "invalid")]
    [InlineData("{\"name\":\"x\",\"codecs\":[null]}", "invalid")]
    [InlineData("{\"name\":\"x\",\"codecs\":[\"video/../etc\"]}", "invalid")]
    [InlineData("{\"name\":\"x\",\"preset\":\"none\"}", "invalid")]
    [InlineData("{\"name\":\"x\",\"emptyTimeoutSeconds\":-1}", "invalid")]
    [InlineData("{\"name\":\"\\ud800\"}", "bad-request")]
    [InlineData("{\"name\":\"x\",\"preset\":\"\\ud800\"}", "bad-request")]
    [InlineData("{\"name\":\"x\",\"data\":[\"\\udc00\"]}", "bad-request")]
    [InlineData("{\"name\":\"x\",\"data\":{\"\\ud800x\":1}}", "bad-request")]
    public async Task An_invalid_room_is_refused(string body, string code)
    {
        var service = await Installation.CreateServiceAsync();

        (await service.PostAsync("/v1/rooms", body)).ShouldBeProblem(400, code);
    }

    [Theory]
    [InlineData("POST", "/v1/webhooks", "{\"url\":\"https://example.org/\",\"description\":\"\\ud800\"}")]
    [InlineData("POST", "/v1/rooms/{room}/data", "{\"payload\":\"\\ud800\"}")]
    [InlineData("PATCH", "/v1/rooms/{room}", "{\"data\":\"\\ud800\"}")]
    [InlineData("POST", "/v1/rooms/{room}/tokens", "{\"userId\":\"\\ud800\"}")]
    public async Task A_lone_surrogate_is_not_text(string method, string path, string body)
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();

        (await service.SendAsync(new HttpMethod(method), path.Replace("{room}", roomId, StringComparison.Ordinal), body)).ShouldBeProblem(400, "bad-request");
    }

    [Fact]
    public async Task Data_of_the_maximum_depth_is_listed_too()
    {
        var service = await Installation.CreateServiceAsync();
        await service.PostAsync("/v1/rooms", "{\"name\":\"x\",\"data\":" + new string('[', 31) + new string(']', 31) + "}");

        var answer = (await service.GetAsync("/v1/rooms")).ShouldBe(200);

        Assert.Single(answer.Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Every_invalid_field_is_reported()
    {
        var service = await Installation.CreateServiceAsync();

        var answer = await service.PostAsync("/v1/rooms", new { name = new string('x', 200), maxParticipants = -1, metadata = new string('y', 5000) });

        answer.ShouldBeProblem(400, "invalid");
        Assert.Equal(
            ["/maxParticipants", "/metadata", "/name"],
            answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()!).Order());
    }

    [Fact]
    public async Task Deep_and_large_bodies_are_refused()
    {
        var service = await Installation.CreateServiceAsync();

        var deep = new string('[', 2000) + new string(']', 2000);
        (await service.PostAsync("/v1/rooms", "{\"name\":\"x\",\"data\":" + deep + "}")).ShouldBeProblem(400, "bad-request");
        (await service.PostAsync("/v1/rooms", "{\"name\":\"" + new string('x', 70_000) + "\"}")).ShouldBeProblem(413, "too-large");
    }

    [Fact]
    public async Task A_large_body_of_unknown_length_is_refused()
    {
        var service = await Installation.CreateServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rooms")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("{\"name\":\"" + new string('x', 70_000) + "\"}"))),
        };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Sign(service.Claims()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await Installation.SendAsync(request)).ShouldBeProblem(413, "too-large");
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        var service = await Installation.CreateServiceAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rooms")
        {
            Content = new StringContent("{\"name\":\"x\"}", Encoding.UTF8, "text/plain"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Sign(service.Claims()));

        (await Installation.SendAsync(request)).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("/v1/rooms/%2e%2e")]
    [InlineData("/v1/rooms/..%2Fservices")]
    [InlineData("/v1/rooms/a%2Fb")]
    [InlineData("/v1/rooms/a%23b")]
    [InlineData("/v1/rooms/a%3Fb")]
    [InlineData("/v1/rooms/a'b")]
    [InlineData("/v1/rooms/%00")]
    [InlineData("/v1/rooms/%F0%9F%98%80")]
    [InlineData("/v1/rooms/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Invalid_ids_are_unknown(string path)
    {
        var service = await Installation.CreateServiceAsync();

        var answer = await service.GetAsync(path);

        Assert.True(answer.Status is 400 or 404, answer.Body);
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=ten")]
    [InlineData("limit=-1")]
    [InlineData("continuation=nonsense")]
    [InlineData("continuation=%00")]
    public async Task Bad_paging_is_refused(string query)
    {
        var service = await Installation.CreateServiceAsync();

        (await service.GetAsync("/v1/rooms?" + query)).ShouldBeProblem(400, "bad-request");
    }

    [Fact]
    public async Task The_continuation_token_of_one_tenant_is_refused_for_another()
    {
        var service = await Installation.CreateServiceAsync();
        var other = await Installation.CreateServiceAsync();
        await service.CreateRoomAsync();
        await service.CreateRoomAsync();
        var continuation = (await service.GetAsync("/v1/rooms?limit=1")).Text("continuation");

        (await service.GetAsync("/v1/rooms?limit=1&continuation=" + continuation)).ShouldBe(200);
        (await other.GetAsync("/v1/rooms?limit=1&continuation=" + continuation)).ShouldBeProblem(400, "bad-request");
        (await service.GetAsync("/v1/rooms?limit=1&continuation=" + continuation[..^4] + "AAAA")).ShouldBeProblem(400, "bad-request");
    }

    [Fact]
    public async Task Users_with_strange_names_are_only_names()
    {
        var service = await Installation.CreateServiceAsync();
        var roomId = await service.CreateRoomAsync();
        foreach (var user in new[] { "a'b", "a b", "ü", "%", "x' or UserId ne '", "😀" })
        {
            (await service.GetAsync($"/v1/rooms/{roomId}/participants/{Uri.EscapeDataString(user)}")).ShouldBeProblem(404, "not-found");
        }
    }
}
