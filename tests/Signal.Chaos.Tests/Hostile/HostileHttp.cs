using System.Net.Http.Headers;
using System.Text;

namespace Signal.Chaos.Tests.Hostile;

/// <summary>Makes HTTP requests to the control plane that nobody should make, out of a seed.</summary>
internal sealed class HostileHttp(Uri address, int seed)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"];
    private static readonly string[] Parts =
    [
        "v1", "rooms", "tokens", "participants", "webhooks", "services", "nodes", "nuve", "room", "users", "..", "%2e%2e", "%00", "%ff", "'", "a", "healthz", "openapi",
        "0123456789abcdef01234567", "keys", "bans", "data", "dead-letters", "replay", "dry-run", "drain", "placement", "presets", "service",
    ];

    private static readonly string[] Bodies =
    [
        "", "{", "[]", "null", "{}", "{\"name\":17}", "{\"name\":\"\\ud800\"}", "{\"url\":\"http://169.254.169.254/\"}", "\u0000", "{\"a\":{\"a\":{\"a\":[[[[[[]]]]]]}}}",
    ];

    private static readonly string[] Credentials =
    [
        "", "Bearer", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "MAuth realm=\"x\"", "MAuth realm=http://x,mauth_signature_method=HMAC_SHA256",
        "Basic eDp5", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJzdXBlcnNlcnZpY2UiLCJhdWQiOiJzaWduYWwtaHlicmlkIiwiaWF0IjoxLCJleHAiOjJ9.AAAA",
    ];

    private readonly Random _random = new(seed);

    public HttpRequestMessage Next()
    {
        var path = string.Join('/', _random.GetItems(Parts, _random.Next(1, 6)));
        var query = _random.Next(4) == 0 ? $"?limit={_random.Next(-5, 1000)}&continuation={new string('A', _random.Next(300))}" : "";
        var request = new HttpRequestMessage(new HttpMethod(Pick(Methods)), new Uri(address, $"/{path}{query}"));
        if (Pick(Credentials) is { Length: > 0 } credential)
        {
            request.Headers.TryAddWithoutValidation("Authorization", credential);
        }

        if (request.Method.Method is "POST" or "PUT" or "PATCH")
        {
            var body = _random.Next(10) == 0 ? new string('x', _random.Next(100_000)) : Pick(Bodies);
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(Pick(["application/json", "application/merge-patch+json", "text/plain", "application/x-www-form-urlencoded"]));
        }

        return request;
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
