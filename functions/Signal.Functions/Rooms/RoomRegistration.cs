using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Signal.Functions.Storage;
using Signal.Hosting.Settings;

namespace Signal.Functions.Rooms;

internal static class RoomRegistration
{
    /// <summary>Registers the rooms.</summary>
    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RoomsOptions>(configuration)
        .AddSingleton<RoomStore>()
        .AddSingleton<RoomPresets>()
        .AddSingleton<RoomDeletion>()
        .AddSingleton<IOwnedByService>(provider => provider.GetRequiredService<RoomDeletion>())
        .AddSingleton<RoomSettingsPublisher>()
        .AddSingleton<RoomService>()
        .AddSingleton<RoomAgenda>()
        .AddSingleton<RoomUpkeep>();
}
