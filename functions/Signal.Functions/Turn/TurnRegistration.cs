using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Hosting.Settings;

namespace Signal.Functions.Turn;

internal static class TurnRegistration
{
    /// <summary>Registers the credentials for TURN servers.</summary>
    public static IServiceCollection AddTurn(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<TurnOptions>(configuration)
        .AddSingleton<TurnCredentials>();
}
