using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Signing;

internal static class SigningRegistration
{
    /// <summary>Registers the keys that sign room tokens.</summary>
    public static IServiceCollection AddSigning(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<SigningOptions>(configuration)
        .AddSingleton<SigningKeys>();
}
