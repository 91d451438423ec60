using Microsoft.Extensions.DependencyInjection;

namespace Signal.Functions.OpenApi;

internal static class OpenApiRegistration
{
    public static IServiceCollection AddOpenApi(this IServiceCollection services) => services.AddSingleton<ApiDocument>();
}
