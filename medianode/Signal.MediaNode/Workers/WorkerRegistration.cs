using Signal.Hosting.Settings;
using Signal.Mediasoup;

namespace Signal.MediaNode.Workers;

/// <summary>Registers the media workers.</summary>
internal static class WorkerRegistration
{
    public static void AddWorkers(this IServiceCollection services)
    {
        services.AddSettings<MediasoupOptions>();
        services.AddSettings<TransportSettings>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<WorkerStarter>();
        services.AddSingleton<WorkerPool>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkerPool>());
        services.AddOptions<LoggerFilterOptions>().Configure<IConfiguration>(ShowDebugLines);
    }

    // The node's own log level must not suppress lines that the workers are configured to write.
    private static void ShowDebugLines(LoggerFilterOptions filters, IConfiguration configuration)
    {
        if (string.Equals(configuration["Mediasoup:LogLevel"], nameof(WorkerLogLevel.Debug), StringComparison.OrdinalIgnoreCase))
        {
            filters.AddFilter("Signal.Mediasoup", LogLevel.Debug);
        }
    }
}
