using Signal.Hosting.Settings;

namespace Signal.MediaNode.Workers;

/// <summary>Registers the media workers.</summary>
internal static class WorkerServices
{
    public static void AddWorkers(this IServiceCollection services)
    {
        services.AddSettings<MediasoupOptions>();
        services.AddSettings<TransportSettings>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<WorkerStarter>();
        services.AddSingleton<WorkerPool>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkerPool>());
    }
}
