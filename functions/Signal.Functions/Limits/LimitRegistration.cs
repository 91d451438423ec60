using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;

namespace Signal.Functions.Limits;

internal static class LimitRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
        services.AddSingleton<CallerAddress>();
        services.AddSingleton<PointStore>();
        services.AddSingleton<IPointStore>(provider => provider.GetRequiredService<PointStore>());
        services.AddSingleton<RateLimits>();
        services.AddSingleton<IRequestGate, RateLimitGate>();
        return services;
    }
}
