using Signal.MediaNode.Options;

namespace Signal.MediaNode.Drain;

/// <summary>Registers what lets the node go away in order.</summary>
internal static class DrainServices
{
    public static void AddDrain(this IServiceCollection services)
    {
        services.AddChecked<DrainOptions>("Drain");
        services.AddSingleton<RoomMigration>();
        services.AddSingleton<NodeStop>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeStop>());
        services.AddHostedService<Drainer>();
        services.AddSingleton<IHostLifetime, StopSignals>();
    }
}
