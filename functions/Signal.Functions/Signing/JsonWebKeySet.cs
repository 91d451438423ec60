namespace Signal.Functions.Signing;

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
/// <param name="Keys">The public keys.</param>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

/// <summary>A public P-256 key as JSON Web Key (RFC 7518, section 6.2).</summary>
/// <param name="Kid">The key id.</param>
/// <param name="X">The x coordinate, base64url.</param>
/// <param name="Y">The y coordinate, base64url.</param>
public sealed record JsonWebKey(string Kid, string X, string Y)
{
    /// <summary>The key type.</summary>
    public string Kty { get; } = "EC";

    /// <summary>The curve.</summary>
    public string Crv { get; } = "P-256";

    /// <summary>The use: signatures.</summary>
    public string Use { get; } = "sig";

    /// <summary>The algorithm.</summary>
    public string Alg { get; } = "ES256";
}
