using Signal.Hosting.Settings;

namespace Signal.MediaNode.Warmup;

/// <summary>Registers the warm-up.</summary>
internal static class WarmupRegistration
{
    public static void AddWarmup(this IServiceCollection services)
    {
        services.AddSettings<WarmupOptions>();
        services.AddHostedService<NodeWarmup>();
    }
}
