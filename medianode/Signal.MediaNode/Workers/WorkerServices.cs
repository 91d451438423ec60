using Signal.MediaNode.Options;

namespace Signal.MediaNode.Workers;

/// <summary>Registers the media workers.</summary>
internal static class WorkerServices
{
    public static void AddWorkers(this IServiceCollection services)
    {
        services.AddChecked<MediasoupOptions>("Mediasoup");
        services.AddChecked<TransportSettings>("Transport");
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<WorkerStarter>();
        services.AddSingleton<WorkerPool>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkerPool>());
    }
}
