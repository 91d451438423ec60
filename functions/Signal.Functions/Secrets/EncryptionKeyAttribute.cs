using Signal.Hosting.Settings;

namespace Signal.Functions.Secrets;

/// <summary>An AES-256 key in base64.</summary>
public sealed class EncryptionKeyAttribute() : TextRuleAttribute("32 bytes in base64, such as 'openssl rand -base64 32' makes")
{
    /// <inheritdoc/>
    public override bool Accepts(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == SecretBox.KeySize;
}
