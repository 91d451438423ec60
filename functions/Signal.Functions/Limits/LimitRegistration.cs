using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Http;
using Signal.Hosting.Settings;

namespace Signal.Functions.Limits;

internal static class LimitRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RateLimitOptions>(configuration);
        services.AddSingleton<CallerAddress>();
        services.AddSingleton<PointStore>();
        services.AddSingleton<IPointStore>(provider => provider.GetRequiredService<PointStore>());
        services.AddSingleton<RateLimits>();
        services.AddSingleton<IRequestGate, RateLimitGate>();
        return services;
    }
}
