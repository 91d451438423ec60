using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Signal.Hosting.Startup;

namespace Signal.Local.Stack;

/// <summary>The few calls of the admin API that bring a stack to life, each with a credential of its own.</summary>
internal sealed class AdminApi(string url, TimeProvider time) : IDisposable
{
    public const string Superservice = "superservice";

    private const string StateFile = "demo-service.json";
    private static readonly TimeSpan CredentialLife = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>The service of the demo page: the one that was made at an earlier start, or a new one.</summary>
    /// <exception cref="StartupException">The Functions app refused.</exception>
    public async Task<DemoService> EnsureDemoServiceAsync(StateFolder state, string superserviceKey, CancellationToken cancellationToken)
    {
        if (Known(state) is { } known)
        {
            using var found = await SendAsync(HttpMethod.Get, $"/v1/services/{known.Id}", known.Id, known.Key, body: null, cancellationToken);
            if (found.IsSuccessStatusCode)
            {
                return known;
            }
        }

        using var answer = await SendAsync(HttpMethod.Post, "/v1/services", Superservice, superserviceKey, new { name = "demo" }, cancellationToken);
        var made = await ReadAsync(answer, cancellationToken);
        var demo = new DemoService((string)made["id"]!, (string)made["newKey"]!["key"]!);
        state.WritePrivate(StateFile, JsonSerializer.Serialize(demo));
        return demo;
    }

    /// <summary>The ids of the nodes that are alive and were started after a given time: the tables also know those of an earlier run.</summary>
    public async Task<IReadOnlySet<string>> NodesAsync(string superserviceKey, DateTimeOffset startedAfter, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/v1/nodes", Superservice, superserviceKey, body: null, cancellationToken);
        var nodes = await ReadAsync(answer, cancellationToken);
        return nodes["items"]!.AsArray()
            .Where(node => (bool)node!["alive"]! && (DateTimeOffset)node["startedAt"]! >= startedAfter)
            .Select(node => (string)node!["id"]!)
            .ToHashSet();
    }

    public void Dispose() => _http.Dispose();

    // A file that is empty or broken, by a full disk or a kill, is as good as none.
    internal static DemoService? Known(StateFolder state)
    {
        try
        {
            return JsonSerializer.Deserialize<DemoService>(state.ReadPrivate(StateFile) ?? "null") is { Id.Length: > 0, Key.Length: > 0 } known ? known : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new StartupException($"the Functions app answered {(int)answer.StatusCode} to {answer.RequestMessage!.RequestUri}: {text.ReplaceLineEndings(" ")}");
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string service, string key, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Credential(service, key));
        return await _http.SendAsync(request, cancellationToken);
    }

    private string Credential(string service, string key)
    {
        var now = time.GetUtcNow();
        var header = Encode(new { alg = "HS256", typ = "JWT" });
        var claims = Encode(new { iss = service, aud = "signal-hybrid", iat = now.ToUnixTimeSeconds(), exp = (now + CredentialLife).ToUnixTimeSeconds(), jti = Guid.NewGuid() });
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes($"{header}.{claims}"));
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }
}
