using Signal.Hosting.Settings;

namespace Signal.Functions.Secrets;

/// <summary>The keys that encrypt secrets in the tables.</summary>
[Settings("Secrets")]
public sealed record SecretsOptions
{
    /// <summary>
    /// The key, best a reference to a key vault, which the platform resolves with the app's identity. Default: derived from
    /// <c>Admin__SuperserviceKey</c>, which is good enough for development alone.
    /// </summary>
    [Secret]
    [EncryptionKey]
    public string? EncryptionKey { get; init; }

    /// <summary>Former keys, which still decrypt.</summary>
    [Secret]
    [EncryptionKey]
    public IReadOnlyList<string> FormerEncryptionKeys { get; init; } = [];
}
