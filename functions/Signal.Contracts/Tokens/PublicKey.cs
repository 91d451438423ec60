namespace Signal.Contracts.Tokens;

/// <summary>A public P-256 key as JSON Web Key (RFC 7518, section 6.2).</summary>
/// <param name="X">The x coordinate, base64url.</param>
/// <param name="Y">The y coordinate, base64url.</param>
public sealed record PublicKey(string X, string Y)
{
    /// <summary>The key type.</summary>
    public string Kty { get; init; } = "EC";

    /// <summary>The curve.</summary>
    public string Crv { get; init; } = "P-256";
}
