using Signal.Hosting.Settings;

namespace Signal.MediaNode.RoomEvents;

/// <summary>Registers the services that send room events to the control plane.</summary>
internal static class RoomEventRegistration
{
    public static void AddRoomEvents(this IServiceCollection services)
    {
        services.AddSettings<RoomEventOptions>();
        services.AddSingleton<RoomSequences>();
        services.AddSingleton<EventQueue>();
        services.AddHostedService<EventSender>();
    }
}
