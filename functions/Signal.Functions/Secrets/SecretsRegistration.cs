using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Hosting.Settings;

namespace Signal.Functions.Secrets;

internal static class SecretsRegistration
{
    /// <summary>Registers the encryption of stored secrets, and the operator's key.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AdminOptions>(configuration)
        .AddSettings<SecretsOptions>(configuration)
        .AddSingleton<IValidateOptions<SecretsOptions>, SecretsOptionsValidator>()
        .AddSingleton<SecretBox>();
}
