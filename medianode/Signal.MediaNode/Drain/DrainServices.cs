using Signal.Hosting.Settings;


namespace Signal.MediaNode.Drain;

/// <summary>Registers what lets the node go away in order.</summary>
internal static class DrainServices
{
    public static void AddDrain(this IServiceCollection services)
    {
        services.AddSettings<DrainOptions>();
        services.AddSingleton<Lifecycle>();
        services.AddSingleton<Drainer>();
        services.AddHostedService(provider => provider.GetRequiredService<Drainer>());
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }
}
