using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Functions.Http;
using Signal.Hosting.Settings;

namespace Signal.Functions.Nuve;

internal static class NuveRegistration
{
    public static IServiceCollection AddNuve(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<NuveOptions>(configuration);
        return services
            .AddSingleton<NuveServices>()
            .AddSingleton<NuveRooms>()
            .AddSingleton<NuveTokens>()
            .AddSingleton<NuveUsers>()
            .AddSingleton<NuveWorkers>()
            .AddSingleton<IApiDialect, NuveDialect>()
            .AddSingleton(s => new NuveRouter(
                s.GetRequiredService<NuveServices>(), s.GetRequiredService<NuveRooms>(), s.GetRequiredService<NuveTokens>(),
                s.GetRequiredService<NuveUsers>(), s.GetRequiredService<NuveWorkers>(), s.GetRequiredService<IOptions<NuveOptions>>()));
    }
}
