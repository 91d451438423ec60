using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signal.Hosting.Settings;

namespace Signal.Functions.Scaling;

internal static class ScalingRegistration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddScaling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ScalingOptions>(configuration);
        services.AddHttpClient(ScaleSetClient.Client, client => client.Timeout = Timeout);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton<ScaleSetClient>();
        services.AddSingleton<ScalingPass>();
        return services;
    }
}
