using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Http;

namespace Signal.Functions.Services;

internal static class ServiceRegistration
{
    /// <summary>Registers the tenants, their keys and the authentication of <c>/v1</c>, which is the default: add it before other APIs.</summary>
    public static IServiceCollection AddServices(this IServiceCollection services) => services
        .AddSingleton<ServiceKeys>()
        .AddSingleton<ServiceDirectory>()
        .AddSingleton<ServiceRegistry>()
        .AddSingleton<NonceGuard>()
        .AddSingleton<IApiDialect, V1Dialect>();
}
