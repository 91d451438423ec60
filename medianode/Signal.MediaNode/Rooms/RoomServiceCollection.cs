using Signal.Hosting.Settings;

namespace Signal.MediaNode.Rooms;

/// <summary>Registers the rooms.</summary>
internal static class RoomServiceCollection
{
    public static void AddRooms(this IServiceCollection services)
    {
        services.AddSettings<RoomOptions>();
        services.AddSingleton<RoomServices>();
        services.AddSingleton<RoomDirectory>();
    }
}
