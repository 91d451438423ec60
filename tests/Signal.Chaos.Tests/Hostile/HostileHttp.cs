using System.Net.Http.Headers;
using System.Text;

namespace Signal.Chaos.Tests.Hostile;

/// <summary>Generates invalid HTTP requests to the control plane from a seed; half of them with a valid credential.</summary>
internal sealed class HostileHttp(Uri address, Func<string> sign, int seed)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"];
    private static readonly string[] Parts =
    [
        "v1", "rooms", "tokens", "participants", "webhooks", "services", "nodes", "nuve", "room", "users", "..",
        "%2e%2e", "%00", "%ff", "'", "a", "healthz", "openapi",
        "0123456789abcdef01234567", "keys", "bans", "data", "dead-letters", "replay", "dry-run", "drain", "placement", "presets", "service",
    ];

    private static readonly string[] Routes =
    [
        "v1/rooms", "v1/rooms/{id}", "v1/rooms/{id}/tokens", "v1/rooms/{id}/tokens/{id}", "v1/rooms/{id}/participants", "v1/rooms/{id}/participants/{id}",
        "v1/rooms/{id}/participants/{id}/mute", "v1/rooms/{id}/bans", "v1/rooms/{id}/bans/{id}", "v1/rooms/{id}/data", "v1/webhooks", "v1/webhooks/{id}",
        "v1/webhooks/{id}/ping", "v1/webhooks/{id}/secret", "v1/webhooks/{id}/dead-letters", "v1/services",
        "v1/services/{id}", "v1/services/{id}/keys", "v1/nodes",
        "v1/nodes/{id}", "v1/nodes/{id}/drain", "v1/placement/dry-run", "v1/presets",
        "nuve/room", "nuve/room/{id}", "nuve/room/{id}/token", "nuve/room/{id}/users",
        "nuve/service", "nuve/services", "healthz/ready", "healthz/live", ".well-known/jwks.json", ".well-known/node-keys.json",
        "openapi/v1.json",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "{}", "{\"name\":17}", "{\"name\":\"\\ud800\"}",
        "{\"url\":\"http://169.254.169.254/\"}", "\u0000", "{\"a\":{\"a\":{\"a\":[[[[[[]]]]]]}}}",
        "{\"name\":\"x\"}", "{\"userId\":\"x\",\"role\":\"presenter\"}", "{\"payload\":1e999}",
        "{\"muted\":\"yes\"}", "{\"until\":\"9999-99-99\"}", "{\"policy\":\"\"}",
    ];

    private static readonly string[] Credentials =
    [
        "", "Bearer", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "MAuth realm=\"x\"", "MAuth realm=http://x,mauth_signature_method=HMAC_SHA256",
        "Basic eDp5", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJzdXBlcnNlcnZpY2UiLCJhdWQiOiJzaWduYWwtaHlicmlkIiwiaWF0IjoxLCJleHAiOjJ9.AAAA",
    ];

    private readonly Random _random = new(seed);

    public HttpRequestMessage Next()
    {
        var path = _random.Next(5) == 0
            ? string.Join('/', _random.GetItems(Parts, _random.Next(1, 6)))
            : Pick(Routes).Replace("{id}", Pick(Parts), StringComparison.Ordinal);
        var query = _random.Next(4) == 0 ? $"?limit={_random.Next(-5, 1000)}&continuation={new string('A', _random.Next(300))}" : "";
        var request = new HttpRequestMessage(new HttpMethod(Pick(Methods)), new Uri(address, $"/{path}{query}"));
        if ((_random.Next(2) == 0 ? $"Bearer {sign()}" : Pick(Credentials)) is { Length: > 0 } credential)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        }

        if (request.Method.Method is "POST" or "PUT" or "PATCH")
        {
            var body = _random.Next(10) == 0 ? new string('x', _random.Next(100_000)) : Pick(Bodies);
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(
                Pick(["application/json", "application/merge-patch+json", "text/plain", "application/x-www-form-urlencoded"]));
        }

        return request;
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
