using Signal.Hosting.Settings;

namespace Signal.Functions.Turn;

/// <summary>
/// A shared secret that cannot be guessed. A Key Vault reference that the platform could not resolve stays as text and is rejected.
/// </summary>
public sealed class TurnSecretAttribute() : TextRuleAttribute("16 characters or more, the static-auth-secret of the server")
{
    private const int LeastLength = 16;

    /// <inheritdoc/>
    public override bool Accepts(string text) => text.Length >= LeastLength && !text.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase);
}
