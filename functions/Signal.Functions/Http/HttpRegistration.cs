using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Storage;
using Signal.Hosting.Settings;

namespace Signal.Functions.Http;

internal static class HttpRegistration
{
    /// <summary>Registers what all HTTP functions share.</summary>
    public static IServiceCollection AddHttp(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<HttpOptions>(configuration)
        .AddSingleton<Cors>()
        .AddSingleton<ContinuationTokens>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<IOwnedByService>(provider => provider.GetRequiredService<IdempotencyKeys>());
}
