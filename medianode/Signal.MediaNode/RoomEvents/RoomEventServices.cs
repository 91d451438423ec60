using Signal.Hosting.Settings;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Registers what tells the control plane what happens in rooms.</summary>
internal static class RoomEventServices
{
    public static void AddRoomEvents(this IServiceCollection services)
    {
        services.AddSettings<RoomEventOptions>();
        services.AddSingleton<RoomSequences>();
        services.AddSingleton<EventQueue>();
        services.AddHostedService<EventSender>();
    }
}
