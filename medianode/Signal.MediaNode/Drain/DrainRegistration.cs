using Signal.Hosting.Settings;

namespace Signal.MediaNode.Drain;

/// <summary>Registers the services that drain and stop the node.</summary>
internal static class DrainRegistration
{
    public static void AddDrain(this IServiceCollection services)
    {
        services.AddSettings<DrainOptions>();
        services.AddSingleton<RoomMigration>();
        services.AddSingleton<NodeStop>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeStop>());
        services.AddHostedService<Drainer>();
        services.AddSingleton<IHostLifetime, StopSignals>();
    }
}
