using Signal.Hosting.Settings;

namespace Signal.Functions.Secrets;

/// <summary>The keys that encrypt secrets in the tables.</summary>
[Settings("Secrets")]
public sealed record SecretsOptions
{
    /// <summary>
    /// The key, preferably a Key Vault reference, which the platform resolves with the app's identity. Default: derived from
    /// <c>Admin__SuperserviceKey</c>, which is suitable for development only.
    /// </summary>
    [Secret]
    [EncryptionKey]
    public string? EncryptionKey { get; init; }

    /// <summary>Former keys, which are still used for decryption.</summary>
    [Secret]
    [EncryptionKey]
    public IReadOnlyList<string> FormerEncryptionKeys { get; init; } = [];
}
