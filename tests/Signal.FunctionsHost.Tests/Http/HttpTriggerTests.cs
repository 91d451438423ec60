using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Signal.FunctionsHost.Tests.Http;

public class HttpTriggerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private TestApp App => shared.App;

    [Theory]
    [InlineData("/app/rooms/7", """{"id":7,"part":null,"method":"GET","query":""}""")]
    [InlineData("/app/rooms/7/peers", """{"id":7,"part":"peers","method":"GET","query":""}""")]
    [InlineData("/APP/ROOMS/7?page=3&page=%20", """{"id":7,"part":null,"method":"GET","query":"?page=3&page=%20"}""")]
    public async Task A_route_fills_the_parameters(string path, string expected) => Assert.Equal(expected, await App.GetAsync(path));

    [Fact]
    public async Task A_path_is_forwarded_whole() =>
        Assert.Contains("a/b/c.txt", await App.GetAsync("/app/files/a/b/c.txt"), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/app/rooms/seven")]
    [InlineData("GET", "/app/nothing")]
    [InlineData("GET", "/rooms/7")]
    [InlineData("PUT", "/app/rooms/7")]
    [InlineData("POST", "/app/headers")]
    public async Task A_path_that_fails_a_constraint_or_an_unsupported_method_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await App.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task One_route_may_have_a_function_for_each_method()
    {
        using var answer = await App.Http.DeleteAsync(new Uri("/app/rooms/7", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"gone":7}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_body_reaches_the_function()
    {
        using var answer = await App.Http.PostAsJsonAsync("/app/rooms", new { Name = "blue", Size = 1 });
        Assert.Equal(2, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_body_of_20_MB_reaches_the_function()
    {
        using var content = new ByteArrayContent(new byte[20_000_000]);
        using var answer = await App.Http.PostAsync(new Uri("/app/length", UriKind.Relative), content);
        Assert.Equal((HttpStatusCode.OK, "20000000"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_body_above_the_limit_of_Functions_is_refused()
    {
        using var content = new ByteArrayContent(new byte[1]);
        content.Headers.ContentLength = 104_857_601;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/app/length") { Content = content };
        request.Headers.ExpectContinue = true;
        using var answer = await App.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_failing_function_answers_500_without_the_reason()
    {
        using var answer = await App.Http.GetAsync(new Uri("/app/crash", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_trace_of_a_request_continues_in_the_function()
    {
        var headers = await HeadersAsync(("traceparent", Trace));
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", headers["function-trace"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_function_sees_the_peer_of_the_host_regardless_of_forwarded_headers()
    {
        // As in Azure: the host sets X-Forwarded-*, and the worker's middleware takes the request's properties from there.
        var headers = await HeadersAsync(("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "other.example"));
        Assert.Equal("127.0.0.1", headers["remote-address"].Replace("::ffff:", "", StringComparison.Ordinal));
        Assert.Equal(App.Http.BaseAddress!.Authority, headers["host"]);
        Assert.DoesNotContain(headers, header => header.Value.Contains("203.0.113.9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_cannot_name_the_invocation()
    {
        var headers = await HeadersAsync(("x-ms-invocation-id", "of-another-request"));
        Assert.Equal(headers["function-invocation"], headers["x-ms-invocation-id"]);
        Assert.NotEqual("of-another-request", headers["function-invocation"]);
    }

    private async Task<Dictionary<string, string>> HeadersAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app/headers");
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await App.Http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!;
    }
}
