using Signal.MediaNode.Options;

namespace Signal.MediaNode.Rooms;

/// <summary>Registers the rooms.</summary>
internal static class RoomServiceCollection
{
    public static void AddRooms(this IServiceCollection services)
    {
        services.AddChecked<RoomOptions>("Rooms");
        services.AddSingleton<RoomServices>();
        services.AddSingleton<RoomDirectory>();
    }
}
