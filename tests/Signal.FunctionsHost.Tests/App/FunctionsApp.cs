using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Signal.FunctionsHost.Tests.App;

/// <summary>The registration that the host looks for; this test project is itself a small Functions app.</summary>
public static class FunctionsApp
{
    public static IServiceCollection AddTestFunctions(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<Journal>().AddSingleton<Meeting>().AddScoped<Visit>();
}
