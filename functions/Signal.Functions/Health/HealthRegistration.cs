using Microsoft.Extensions.DependencyInjection;

namespace Signal.Functions.Health;

internal static class HealthRegistration
{
    /// <summary>Registers the checks of what the app needs.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<Readiness>()
        .AddHostedService<StorageAccessCheck>();
}
