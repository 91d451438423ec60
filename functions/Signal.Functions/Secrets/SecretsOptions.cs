namespace Signal.Functions.Secrets;

/// <summary>Section <c>Secrets</c>: the keys that encrypt what the tables must not tell.</summary>
public sealed record SecretsOptions
{
    /// <summary>
    /// 32 bytes, base64; best a reference to a key vault, which the platform resolves with the app's identity.
    /// Null: derived from the superservice's configured key, which is good enough for development alone.
    /// </summary>
    public string? EncryptionKey { get; init; }

    /// <summary>Former keys, which still decrypt.</summary>
    public IReadOnlyList<string> FormerEncryptionKeys { get; init; } = [];
}
