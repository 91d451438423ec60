using System.Text;
using Signal.Functions.Nuve.MAuth;
using Signal.Functions.Tests.Hosting;

namespace Signal.Functions.Tests.Nuve;

/// <summary>Creates MAuth requests without a client library.</summary>
internal sealed class NuveCaller(Installation installation, string id, string key)
{
    private static int _nonce;

    public string Id => id;

    public DateTimeOffset Now { get; set; } = TimeProvider.System.GetUtcNow();

    public Task<Answer> SendAsync(string method, string path, string? body = null, string? user = null, string? role = null) =>
        SendWithAsync(method, path, Header(user, role), body);

    public Task<Answer> SendWithAsync(string method, string path, string header, string? body = null, int instance = 0)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", header);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return installation.SendAsync(request, instance);
    }

    public string Header(string? user = null, string? role = null, string? nonce = null, string method = "HMAC_SHA1", string? timestamp = null)
    {
        nonce ??= $"{Interlocked.Increment(ref _nonce)}";
        timestamp ??= $"{Now.ToUnixTimeMilliseconds()}";
        var text = user is null ? $"{timestamp},{nonce}" : $"{timestamp},{nonce},{user},{role}";
        return $"MAuth realm=http://marte3.dit.upm.es,mauth_signature_method={method}"
            + (user is null ? "" : $",mauth_username={user},mauth_role={role}")
            + $",mauth_serviceid={id},mauth_cnonce={nonce},mauth_timestamp={timestamp},mauth_signature={MAuthSignature.Compute(key, text)}";
    }
}
