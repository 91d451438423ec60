using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.Nuve;

public sealed class NuveAuthenticationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Challenge = """{"WWW-Authenticate":"MAuth realm=\u0022http://marte3.dit.upm.es\u0022"}""";
    private Installation _installation = null!;
    private NuveCaller _super = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.StartAsync(azurite);
        _super = new NuveCaller(_installation, Installation.SuperserviceId, Installation.SuperserviceKey);
    }

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task An_unknown_caller_gets_the_challenge_for_every_error()
    {
        var wrongKey = new NuveCaller(_installation, Installation.SuperserviceId, "wrong");
        var unknown = new NuveCaller(_installation, "unknown", Installation.SuperserviceKey);
        var old = TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeMilliseconds();
        var early = TimeProvider.System.GetUtcNow().AddMinutes(6).ToUnixTimeMilliseconds();
        string[] headers =
        [
            "", "Bearer x", "MAuth", wrongKey.Header(), unknown.Header(), _super.Header(method: "HMAC_SHA256"), _super.Header(timestamp: $"{old}"),
            _super.Header(timestamp: $"{early}"), _super.Header(timestamp: "999999999999999"),
            _super.Header("alice", "viewer").Replace("viewer", "moderator", StringComparison.Ordinal),
        ];
        foreach (var header in headers)
        {
            foreach (var path in new[] { "/nuve/rooms", "/nuve/no/such/path", "/rooms", "/services/x" })
            {
                var answer = await _super.SendWithAsync("GET", path, header);
                var body = answer.Body.Replace("\\\"", "\\u0022", StringComparison.Ordinal);
                Assert.Equal((401, "no-store", Challenge), (answer.Status, answer.CacheControl, body));
            }
        }
    }

    [Fact]
    public async Task A_request_is_good_once_over_all_instances()
    {
        await _installation.AddInstanceAsync();
        var header = _super.Header();
        Assert.Equal(200, (await _super.SendWithAsync("GET", "/nuve/rooms", header)).Status);
        Assert.Equal(401, (await _super.SendWithAsync("GET", "/nuve/rooms", header)).Status);
        Assert.Equal(401, (await _super.SendWithAsync("GET", "/nuve/rooms", header, instance: 1)).Status);
        Assert.Equal(401, (await _super.SendWithAsync("DELETE", "/rooms/x", header, instance: 1)).Status);
    }

    [Fact]
    public async Task Parallel_requests_may_arrive_in_any_order()
    {
        var headers = Enumerable.Range(0, 30).Select(_ => _super.Header()).Reverse().ToArray();
        var answers = await Task.WhenAll(headers.Select(header => _super.SendWithAsync("GET", "/nuve/rooms", header)));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task Of_parallel_replays_one_passes()
    {
        await _installation.AddInstanceAsync();
        var header = _super.Header();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            _super.SendWithAsync("POST", "/nuve/rooms", header, """{"name":"once"}""", i % 2)));
        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Single((await _super.SendAsync("GET", "/nuve/rooms")).Json.EnumerateArray());
    }

    [Fact]
    public async Task Authenticated_callers_get_not_found_for_an_unknown_path()
    {
        (string Method, string Path)[] unknown =
        [
            ("GET", "/nuve/"), ("GET", "/nuve/nothing"), ("POST", "/nuve/rooms/x/users"), ("DELETE", "/nuve/rooms"),
            ("GET", "/rooms/a/b/c/d"),
        ];
        foreach (var (method, path) in unknown)
        {
            var answer = await _super.SendAsync(method, path);
            Assert.Equal((404, "Resource not found"), (answer.Status, answer.Body));
        }
    }

    [Fact]
    public async Task Options_needs_no_credentials_and_every_answer_allows_any_origin()
    {
        using var http = new HttpClient { BaseAddress = _installation.Address() };
        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Get })
        {
            using var response = await http.SendAsync(new HttpRequestMessage(method, "/nuve/rooms/x"));
            Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal("POST, GET, PUT, PATCH, OPTIONS, DELETE", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
            var body = (await response.Content.ReadAsStringAsync()).Replace("\\\"", "\\u0022", StringComparison.Ordinal);
            Assert.Equal(method == HttpMethod.Options ? (200, "OK") : (401, Challenge), ((int)response.StatusCode, body));
        }
    }
}
