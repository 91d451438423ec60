using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Signal.Functions.Secrets;

internal sealed class SecretsOptionsValidator(IConfiguration configuration) : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        if (string.IsNullOrEmpty(options.EncryptionKey) && string.IsNullOrEmpty(configuration["Admin:SuperserviceKey"]))
        {
            return ValidateOptionsResult.Fail("Set Secrets:EncryptionKey, or Admin:SuperserviceKey for development.");
        }

        if (options.EncryptionKey is { Length: > 0 } key && !IsKey(key))
        {
            return ValidateOptionsResult.Fail("Secrets:EncryptionKey must be 32 bytes in base64, such as openssl rand -base64 32 makes.");
        }

        return options.FormerEncryptionKeys.All(IsKey)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Secrets:FormerEncryptionKeys must each be 32 bytes in base64.");
    }

    private static bool IsKey(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length == SecretBox.KeySize;
}
