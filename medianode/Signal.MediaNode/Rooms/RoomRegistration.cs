using Signal.Hosting.Settings;
using Signal.MediaNode.Rooms.Parts;

namespace Signal.MediaNode.Rooms;

/// <summary>Registers the rooms.</summary>
internal static class RoomRegistration
{
    public static void AddRooms(this IServiceCollection services)
    {
        services.AddSettings<RoomOptions>();
        services.AddSingleton<RoomServices>();
        services.AddSingleton<RoomDirectory>();
        services.AddSingleton<PipeListening>();
        services.AddSingleton<PartHandlers>();
    }
}
