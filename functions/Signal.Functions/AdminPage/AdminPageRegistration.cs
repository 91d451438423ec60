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
    public static IServiceCollection AddAdminPage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AdminPageOptions>(configuration)
        .AddSingleton<IValidateOptions<AdminPageOptions>, AdminPageOptionsValidator>()
        .AddSingleton<PageFiles>()
        .AddSingleton<RoomHistory>()
        .AddSingleton<IEventSink>(provider => provider.GetRequiredService<RoomHistory>())
        .AddSingleton<IOwnedByRoom>(provider => provider.GetRequiredService<RoomHistory>());
}
