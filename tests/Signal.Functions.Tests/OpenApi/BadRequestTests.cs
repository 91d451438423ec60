using System.Text;
using System.Text.Json.Nodes;
using Signal.Functions.Tests.Hosting;
using Signal.Testing;

namespace Signal.Functions.Tests.OpenApi;

/// <summary>Reads the document, and sends each operation requests that it must refuse.</summary>
public sealed class BadRequestTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private Installation _installation = null!;
    private ServiceCaller _tenant = null!;
    private ServiceCaller _stranger = null!;
    private IReadOnlyList<Operation> _operations = null!;
    private Dictionary<string, string> _ids = null!;

    public async ValueTask InitializeAsync()
    {
        _installation = await Installation.StartAsync(azurite);
        _tenant = await _installation.CreateServiceAsync();
        _stranger = await _installation.CreateServiceAsync();
        _operations = [.. Operation.AllOf(await DocumentTests.DocumentOf(_installation)).Where(o => o.Path.StartsWith("/v1/", StringComparison.Ordinal))];
        _ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["roomId"] = await _tenant.CreateRoomAsync(),
            ["webhookId"] = (await _tenant.PostAsync("/v1/webhooks", new { url = "https://example.com/" })).ShouldBe(201).Text("id"),
            ["serviceId"] = _tenant.ServiceId,
        };
    }

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task Without_valid_credentials_requests_are_refused()
    {
        foreach (var operation in _operations.Where(o => !o.IsAnonymous))
        {
            var path = operation.Fill(Known);
            var body = operation.GoodBody();
            var claims = _tenant.Claims();
            var now = (long)claims["iat"];
            string?[] bad =
            [
                null, "Bearer", "Bearer ", "Bearer a.b.c", "Basic eDp5", "MAuth x",
                "Bearer " + _tenant.Sign(new(claims) { ["exp"] = now - 60, ["iat"] = now - 120 }),
                "Bearer " + _tenant.Sign(new(claims) { ["exp"] = now + 4000 }),
                "Bearer " + _tenant.Sign(new(claims) { ["aud"] = "other" }),
                "Bearer " + _tenant.Sign(new(claims) { ["iss"] = _stranger.ServiceId }),
                "Bearer " + _tenant.Sign(new(claims) { ["iss"] = "unknown" }),
                "Bearer " + _tenant.Sign(claims, algorithm: "none"),
                "Bearer " + _tenant.Sign(claims, kid: "unknown"),
            ];
            foreach (var authorization in bad)
            {
                Check(operation, await SendAsync(operation, path, authorization, body), 401);
            }
        }
    }

    [Fact]
    public async Task A_credential_passes_once()
    {
        foreach (var operation in _operations.Where(o => !o.IsAnonymous && !o.IsSuperservices))
        {
            var authorization = "Bearer " + _tenant.Sign(_tenant.Claims());
            var path = operation.Fill(_ => "unknown");
            await SendAsync(operation, path, authorization, operation.GoodBody());
            Check(operation, await SendAsync(operation, path, authorization, operation.GoodBody()), 401);
        }
    }

    [Fact]
    public async Task Operations_of_the_superservice_are_forbidden_to_others()
    {
        foreach (var operation in _operations.Where(o => o.IsSuperservices))
        {
            Check(operation, await SendAsync(operation, operation.Fill(Known), Bearer(_tenant), operation.GoodBody()), 403);
        }
    }

    [Fact]
    public async Task Objects_of_other_services_are_reported_as_not_found()
    {
        foreach (var operation in _operations.Where(o => !o.IsAnonymous && !o.IsSuperservices && o.Parameters("path").Any()))
        {
            var foreign = Check(operation, await SendAsync(operation, operation.Fill(Known), Bearer(_stranger), operation.GoodBody()), 404);
            var missing = Check(operation, await SendAsync(operation, operation.Fill(_ => "unknown"), Bearer(_stranger), operation.GoodBody()), 404);
            Assert.Equal(WithoutTrace(missing), WithoutTrace(foreign));
        }

        (await _tenant.GetAsync("/v1/rooms/" + _ids["roomId"])).ShouldBe(200);
        (await _tenant.GetAsync("/v1/webhooks/" + _ids["webhookId"])).ShouldBe(200);
    }

    [Fact]
    public async Task Hostile_paths_are_not_found()
    {
        string[] tricks =
        [
            "unknown", "..%2F..%2Fservices", "%2e%2e", "a%0d%0ab", "%27%20or%20PartitionKey%20ne%20%27", "%20", "*",
            "%7BroomId%7D", new string('x', 2000), "%F0%9F%8E%A5",
        ];
        foreach (var operation in _operations.Where(o => o.Parameters("path").Any()))
        {
            var caller = operation.IsSuperservices ? _installation.Superservice : _tenant;
            foreach (var trick in tricks)
            {
                var answer = await SendAsync(operation, operation.Fill(_ => trick), Bearer(caller), operation.GoodBody());
                Check(operation, answer, 404, 400);
            }

            foreach (var unreadable in new[] { "a%00b", "%FF" })
            {
                // The server may refuse these itself, before any function runs.
                var answer = await SendAsync(operation, operation.Fill(_ => unreadable), Bearer(caller), operation.GoodBody());
                Assert.True(answer.Status is 400 or 404, $"{operation.Id}: {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task Invalid_bodies_are_refused()
    {
        foreach (var operation in _operations.Where(o => o.Body is not null))
        {
            var caller = operation.IsSuperservices ? _installation.Superservice : _tenant;
            var path = operation.Fill(Known);
            string[] bodies =
            [
                "", "{", "[]", "null", "7", "\"text\"", "{\"a\":", "{\"noSuchField\":1}", "\u0000", "{\"name\":\"a\",\"name\":\"b\"}",
                new string('[', 1000),
            ];
            foreach (var text in bodies)
            {
                Check(operation, await SendTextAsync(operation, path, Bearer(caller), text), 400, 404);
            }

            foreach (var (field, body) in operation.IllTypedBodies())
            {
                var answer = Check(operation, await SendAsync(operation, path, Bearer(caller), body), 400, 404);
                Assert.True(answer.Status != 400 || answer.Body.Contains(field, StringComparison.Ordinal), $"{operation.Id} {field}: {answer.Body}");
            }

            Check(operation, await SendTextAsync(operation, path, Bearer(caller), $$"""{"name":"{{new string('x', 100_000)}}"}"""), 413, 404);
            Check(operation, await SendTextAsync(operation, path, Bearer(caller), operation.GoodBody()!.ToJsonString(), "text/plain"), 415, 404);
            Check(operation, await SendTextAsync(operation, path, Bearer(caller), operation.GoodBody()!.ToJsonString(), null), 415, 404);
        }
    }

    [Fact]
    public async Task Invalid_pages_are_refused()
    {
        var paged = _operations.Where(o => o.HasParameter("query", "limit")).ToArray();
        Assert.True(paged.Length >= 5);
        foreach (var operation in paged)
        {
            var caller = operation.IsSuperservices ? _installation.Superservice : _tenant;
            string[] queries =
            [
                "limit=0", "limit=-1", "limit=abc", "limit=501", "limit=99999999999999", "continuation=x",
                "continuation=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "limit=1&continuation=%00",
            ];
            foreach (var query in queries)
            {
                Check(operation, await SendAsync(operation, operation.Fill(Known) + "?" + query, Bearer(caller), null), 400);
            }
        }
    }

    [Fact]
    public async Task A_version_that_is_not_the_present_one_changes_nothing()
    {
        var conditional = _operations.Where(o => o.HasParameter("header", "If-Match")).ToArray();
        Assert.Equal(3, conditional.Length);
        foreach (var operation in conditional)
        {
            foreach (var etag in new[] { "\"999\"", "\"x\"", "W/\"1\"", "nonsense" })
            {
                Check(operation, await SendAsync(operation, operation.Fill(Known), Bearer(_tenant), operation.GoodBody(), ("If-Match", etag)), 412);
            }
        }

        (await _tenant.GetAsync("/v1/rooms/" + _ids["roomId"])).ShouldBe(200);
    }

    [Fact]
    public async Task An_idempotency_key_of_another_request_is_refused()
    {
        foreach (var operation in _operations.Where(o => o.HasParameter("header", "Idempotency-Key")))
        {
            var caller = operation.IsSuperservices ? _installation.Superservice : _tenant;
            var body = operation.GoodBody()!;
            body["url"] = operation.Id == "CreateWebhook" ? "https://example.com/a" : null;
            if (body["url"] is null)
            {
                body.AsObject().Remove("url");
            }

            var first = await SendAsync(operation, operation.Path, Bearer(caller), body, ("Idempotency-Key", "key"));
            Assert.Equal(201, first.Status);
            var again = await SendAsync(operation, operation.Path, Bearer(caller), body, ("Idempotency-Key", "key"));
            Assert.Equal((201, first.Text("id")), (again.Status, again.Text("id")));
            body[operation.Id == "CreateWebhook" ? "url" : "name"] = "https://example.com/b";
            Check(operation, await SendAsync(operation, operation.Path, Bearer(caller), body, ("Idempotency-Key", "key")), 422);
            Check(operation, await SendAsync(operation, operation.Path, Bearer(caller), body, ("Idempotency-Key", new string('k', 300))), 400);
        }
    }

    [Fact]
    public async Task Unknown_paths_and_methods_are_not_found()
    {
        (string Method, string Path)[] unknown =
            [("GET", "/v1/"), ("GET", "/v1/nothing"), ("PUT", "/v1/rooms"), ("DELETE", "/v1/webhooks"), ("POST", "/v1/rooms/a/b/c")];
        foreach (var (method, path) in unknown)
        {
            (await _tenant.SendAsync(new HttpMethod(method), path)).ShouldBeProblem(404, "not-found");
        }
    }

    private string Known(string parameter) => _ids.GetValueOrDefault(parameter, "unknown");

    private static string Bearer(ServiceCaller caller) => "Bearer " + caller.Sign(caller.Claims());

    private static string WithoutTrace(Answer answer)
    {
        var problem = answer.Json;
        return $"{problem.GetProperty("status")} {problem.GetProperty("code")} {problem.GetProperty("title")}"
            + $" {(problem.TryGetProperty("detail", out var detail) ? detail : "")}";
    }

    private Task<Answer> SendAsync(Operation operation, string path, string? authorization, JsonNode? body, params (string Name, string Value)[] headers) =>
        SendTextAsync(operation, path, authorization, body?.ToJsonString(), "application/json", headers);

    private Task<Answer> SendTextAsync(
        Operation operation,
        string path,
        string? authorization,
        string? body,
        string? mediaType = "application/json",
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(path, UriKind.Relative));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        var needed = operation.Parameters("header")
            .Where(p => p.GetProperty("required").GetBoolean())
            .Select(p => (Name: p.GetProperty("name").GetString()!, Value: "*"));
        foreach (var (name, value) in headers.Concat(needed).DistinctBy(h => h.Name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (mediaType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            }
        }

        return _installation.SendAsync(request);
    }

    private static Answer Check(Operation operation, Answer answer, params int[] statuses)
    {
        var what = $"{operation.Id}: {answer.Status} {answer.MediaType} {answer.Body}";
        Assert.True(statuses.Contains(answer.Status), what);
        Assert.True(answer.MediaType == "application/problem+json", what);
        Assert.True(operation.Documents(answer.Status), "not documented: " + what);
        var schema = operation.Json.GetProperty("responses").GetProperty($"{answer.Status}")
            .GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
        Assert.Null(operation.Schemas.Mismatch(answer.Json, schema));
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);

        return answer;
    }
}
