using Microsoft.IdentityModel.Tokens;

namespace Signal.MediaNode.Tokens;

/// <summary>Reads the control plane's public keys from the configured source.</summary>
internal sealed class KeySource(TokenOptions options, IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client.</summary>
    public const string HttpClientName = "jwks";

    private const int MaxBytes = 256 * 1024;

    /// <summary>Reads the keys, by key id: only elliptic curve keys for signatures.</summary>
    public async Task<IReadOnlyDictionary<string, SecurityKey>> FetchAsync(CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, SecurityKey>(StringComparer.Ordinal);
        foreach (var key in new JsonWebKeySet(await ReadAsync(cancellationToken)).Keys)
        {
            var usable = key is { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256, Kid.Length: > 0 } && key.Use is null or "sig";

            // Created once per key: a JSON Web Key would be parsed for each token.
            if (usable && JsonWebKeyConverter.TryConvertToSecurityKey(key, out var converted) && converted is ECDsaSecurityKey)
            {
                keys[key.Kid] = converted;
            }
        }

        return keys;
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(options.Jwks))
        {
            return options.Jwks;
        }

        if (!string.IsNullOrWhiteSpace(options.JwksFile))
        {
            return await File.ReadAllTextAsync(options.JwksFile, cancellationToken);
        }

        using var client = clients.CreateClient(HttpClientName);
        client.MaxResponseContentBufferSize = MaxBytes;
        return await client.GetStringAsync(new Uri(options.Url!.TrimEnd('/') + "/.well-known/jwks.json"), cancellationToken);
    }
}
