using Microsoft.Extensions.Options;

namespace Signal.Functions.Secrets;

internal sealed class SecretsOptionsValidator(IOptions<AdminOptions> admin) : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options) =>
        string.IsNullOrEmpty(options.EncryptionKey) && string.IsNullOrEmpty(admin.Value.SuperserviceKey)
            ? ValidateOptionsResult.Fail("Secrets__EncryptionKey is missing; set 32 bytes in base64, or for development Admin__SuperserviceKey")
            : ValidateOptionsResult.Success;
}
