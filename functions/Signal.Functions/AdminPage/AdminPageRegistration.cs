using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Signal.Functions.Changes;
using Signal.Functions.Rooms;
using Signal.Functions.Services;
using Signal.Hosting.Settings;

namespace Signal.Functions.AdminPage;

internal static class AdminPageRegistration
{
    private const int MaxTraceBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan TraceTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddAdminPage(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddHttpClient(RoomConnections.Client, client => (client.Timeout, client.MaxResponseContentBufferSize) = (TraceTimeout, MaxTraceBytes))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services.AddAdminPageServices(configuration);
    }

    private static IServiceCollection AddAdminPageServices(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AdminPageOptions>(configuration)
        .AddSingleton<IValidateOptions<AdminPageOptions>, AdminPageOptionsValidator>()
        .AddSingleton<PageFiles>()
        .AddSingleton<RoomHistory>()
        .AddSingleton<RoomConnections>()
        .AddSingleton<IEventSink>(provider => provider.GetRequiredService<RoomHistory>())
        .AddSingleton<IOwnedByRoom>(provider => provider.GetRequiredService<RoomHistory>());
}
